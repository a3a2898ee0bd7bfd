/* The commands of the program. Each takes the arguments that follow its name and returns the exit code. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

enum { DONE = 0, FAILED = 1, WRONG_USAGE = 2 };

int corpus_command(int argc, char **argv);
int statistics_command(int argc, char **argv);
int train_command(int argc, char **argv);
int find_rate_command(int argc, char **argv);
int sweep_command(int argc, char **argv);
int evaluate_command(int argc, char **argv);
int predict_command(int argc, char **argv);
int tokenize_command(int argc, char **argv);
int summary_command(int argc, char **argv);
int export_command(int argc, char **argv);
int import_model_command(int argc, char **argv);
int chapter_command(int argc, char **argv);

#endif
