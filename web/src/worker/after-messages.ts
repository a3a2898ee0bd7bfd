// Unlike a timer, a message to oneself is neither delayed nor throttled in a hidden tab.
const channel = new MessageChannel();
const tasks: (() => void)[] = [];
channel.port1.onmessage = () => tasks.shift()?.();

/** Calls back after the messages to this worker that have arrived by now. */
export function afterMessages(task: () => void): void {
	tasks.push(task);
	channel.port2.postMessage(null);
}
