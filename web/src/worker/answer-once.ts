import type { Done, Failed } from '../protocol/requests.ts';
import { toFailure } from './failures.ts';

/** Posts what a command asks for. */
export type Answer<Message> = (message: Message, transfer?: Transferable[]) => void;

/**
 * Does the work of a command, which is answered exactly once: with the first thing that `work` answers, with `done` where it
 * ends without, or with why it failed. What fails after the answer is posted as a failure that answers nothing.
 */
export async function answerOnce<Message extends object>(
	request: number,
	post: (message: (Message & { request: number }) | Done | Failed, transfer?: Transferable[]) => void,
	work: (answer: Answer<Message>) => void | Promise<void>,
): Promise<void> {
	let answered = false;
	try {
		await work((message, transfer) => {
			answered = true;
			post({ ...message, request }, transfer);
		});
		if (!answered) {
			post({ type: 'done', request });
		}
	} catch (error) {
		post({ type: 'failed', request: answered ? null : request, failure: toFailure(error) });
	}
}
