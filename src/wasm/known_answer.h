/* A question with a known answer: the page asks it before it trusts an engine. */
#ifndef WASM_KNOWN_ANSWER_H
#define WASM_KNOWN_ANSWER_H

/* Writes the fingerprint of a tiny network after two epochs on six made-up reviews: the same on every machine that computes
 * correctly. "" where it fails. */
void known_answer(char answer[65]);

#endif
