#include "evaluation/minimizer.h"

static double product(const double *a, const double *b, size_t count) {
	double sum = 0;
	for (size_t i = 0; i < count; i++) sum += a[i] * b[i];
	return sum;
}

static void add(double *to, double factor, const double *from, size_t count) {
	for (size_t i = 0; i < count; i++) to[i] += factor * from[i];
}

minimizer minimizer_layout(arena *memory, size_t count) {
	minimizer m = {.count = count};
	double **const all[] = {&m.at, &m.gradient, &m.next, &m.next_gradient, &m.direction, &m.scale};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) *all[i] = arena_take(memory, count, sizeof(double));
	for (size_t i = 0; i < MINIMIZER_MEMORY; i++) {
		m.moved[i] = arena_take(memory, count, sizeof(double));
		m.turned[i] = arena_take(memory, count, sizeof(double));
	}
	return m;
}

void minimizer_begin(minimizer *m, minimized function, void *context) {
	m->value = function(context, m->at, m->gradient);
	m->iterations = m->remembered = 0;
	m->stuck = false;
}

double minimizer_gradient(const minimizer *m) {
	double largest = 0;
	for (size_t i = 0; i < m->count; i++) {
		double size = m->gradient[i] < 0 ? -m->gradient[i] : m->gradient[i];
		if (size > largest) largest = size;
	}
	return largest;
}

/* direction = -H·gradient, where the estimate H of the inverse Hessian follows from the last steps s and changes y of the gradient, and begins as
 * D·(s·y / y·D·y) of the latest, where D is the diagonal matrix of `scale`. */
static void find_direction(minimizer *m) {
	double factors[MINIMIZER_MEMORY], latest = 1;
	uint32_t kept = m->remembered < MINIMIZER_MEMORY ? m->remembered : MINIMIZER_MEMORY;
	for (size_t i = 0; i < m->count; i++) m->direction[i] = -m->gradient[i];
	for (uint32_t back = 1; back <= kept; back++) {
		uint32_t at = (m->remembered - back) % MINIMIZER_MEMORY;
		factors[at] = m->inverse[at] * product(m->moved[at], m->direction, m->count);
		add(m->direction, -factors[at], m->turned[at], m->count);
	}
	if (kept) {
		uint32_t last = (m->remembered - 1) % MINIMIZER_MEMORY;
		const double *turned = m->turned[last];
		double sum = 0;
		for (size_t i = 0; i < m->count; i++) sum += turned[i] * m->scale[i] * turned[i];
		latest = 1 / (m->inverse[last] * sum);
	}
	for (size_t i = 0; i < m->count; i++) m->direction[i] *= latest * m->scale[i];
	for (uint32_t back = kept; back >= 1; back--) {
		uint32_t at = (m->remembered - back) % MINIMIZER_MEMORY;
		double factor = m->inverse[at] * product(m->turned[at], m->direction, m->count);
		add(m->direction, factors[at] - factor, m->moved[at], m->count);
	}
}

/* Remembers the step to `next`, unless the gradient along it has not grown, as rounding may have it near the minimum. */
static void remember(minimizer *m) {
	uint32_t at = m->remembered % MINIMIZER_MEMORY;
	for (size_t i = 0; i < m->count; i++) {
		m->moved[at][i] = m->next[i] - m->at[i];
		m->turned[at][i] = m->next_gradient[i] - m->gradient[i];
	}
	double curvature = product(m->moved[at], m->turned[at], m->count);
	if (!(curvature > 0)) return;
	m->inverse[at] = 1 / curvature;
	m->remembered++;
}

void minimizer_step(minimizer *m, minimized function, void *context) {
	enum { MOST_HALVINGS = 40 };
	if (m->stuck) return;
	find_direction(m);
	double slope = product(m->direction, m->gradient, m->count), length = 1, value = 0;
	bool fallen = false;
	for (int halvings = 0; slope < 0 && !fallen && halvings < MOST_HALVINGS; halvings++, length /= 2) {
		for (size_t i = 0; i < m->count; i++) m->next[i] = m->at[i] + length * m->direction[i];
		value = function(context, m->next, m->next_gradient);
		fallen = value < m->value && value <= m->value + 1e-4 * length * slope;
	}
	if (!fallen) {
		m->stuck = true;
		return;
	}
	remember(m);
	double *at = m->at, *gradient = m->gradient;
	m->at = m->next, m->next = at;
	m->gradient = m->next_gradient, m->next_gradient = gradient;
	m->value = value;
	m->iterations++;
}
