package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/anishathalye/porcupine"
)

// subject is one thing whose history is judged by itself: a key, a token, a policy.
type subject struct {
	name  string
	model *porcupine.Model
	mu    sync.Mutex
	ops   []porcupine.Operation
	open  int // operations that may have happened, or not, at any time from their call on
}

// history is all that clients did and saw.
type history struct {
	mu       sync.Mutex
	subjects []*subject
}

func (h *history) subject(model *porcupine.Model, format string, arguments ...any) *subject {
	h.mu.Lock()
	defer h.mu.Unlock()
	s := &subject{name: fmt.Sprintf(format, arguments...), model: model}
	h.subjects = append(h.subjects, s)
	return s
}

func (h *history) size() (subjects, operations, open int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, s := range h.subjects {
		operations += len(s.ops)
		open += s.open
	}
	return len(h.subjects), operations, open
}

// saw adds an operation that was answered.
func (s *subject) saw(r reply, input, output any) {
	s.add(porcupine.Operation{Input: input, Output: output, Call: r.call, Return: r.back}, 0)
}

// mayHave adds an operation of which nobody knows whether it happens, and when.
func (s *subject) mayHave(r reply, input any) {
	s.add(porcupine.Operation{Input: input, Output: nil, Call: r.call, Return: math.MaxInt64}, 1)
}

func (s *subject) add(operation porcupine.Operation, open int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	operation.ClientId = len(s.ops)
	s.ops = append(s.ops, operation)
	s.open += open
}

// isFull is true when more operations would make the check slow.
func (s *subject) isFull() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.ops) >= 80 || s.open >= 6
}

// String lists the operations in the order of their calls.
func (s *subject) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	sorted := slices.Clone(s.ops)
	slices.SortFunc(sorted, func(a, b porcupine.Operation) int {
		return int(min(1, max(-1, a.Call-b.Call)))
	})
	var text strings.Builder
	fmt.Fprintf(&text, "%s, times in ms:\n", s.name)
	for _, op := range sorted {
		end := "       …"
		if op.Return != math.MaxInt64 {
			end = fmt.Sprintf("%8.1f", float64(op.Return)/1e6)
		}
		fmt.Fprintf(&text, "  %8.1f %s  %v -> %v\n", float64(op.Call)/1e6, end, op.Input, op.Output)
	}
	return text.String()
}
