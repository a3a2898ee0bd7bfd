// A helper's entry: its first message is its task.
import { help, type HelperTask } from '../../engine/helper.ts';

self.onmessage = (event: MessageEvent<HelperTask>) => void help(event.data);
