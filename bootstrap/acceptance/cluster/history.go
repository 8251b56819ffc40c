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
	of    *history
	kind  string
	name  string
	model *porcupine.Model
	mu    sync.Mutex
	ops   []porcupine.Operation
	ended bool // perhaps
	open  int  // operations that may have happened, or not, at any time from their call on
}

// history is all that clients did and saw.
type history struct {
	mu          sync.Mutex
	subjects    []*subject
	unconfirmed []span
}

// span is a part of the history; its end is included.
type span struct{ begin, end int64 }

func (h *history) subject(kind string, model *porcupine.Model, name any) *subject {
	h.mu.Lock()
	defer h.mu.Unlock()
	s := &subject{of: h, kind: kind, name: fmt.Sprintf("%s %v", kind, name), model: model}
	h.subjects = append(h.subjects, s)
	return s
}

// size counts the subjects of each kind and all operations.
func (h *history) size() (subjects string, operations, open int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	var kinds tally
	for _, s := range h.subjects {
		kinds.add(s.kind)
		operations += len(s.ops)
		open += s.open
	}
	return kinds.String(), operations, open
}

// showsUnconfirmed begins a time in which readers see what the loss of the primary may undo: a write
// whose wait for a standby was cancelled. What clients only observe then is not judged; what they are told
// to be written is. The time ends with a call of what is returned.
func (h *history) showsUnconfirmed(now func() int64) (end func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	number := len(h.unconfirmed)
	h.unconfirmed = append(h.unconfirmed, span{now(), math.MaxInt64})
	return func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.unconfirmed[number].end = now()
	}
}

// mayBeUndone is whether the answer may rest on what was not confirmed.
func (h *history) mayBeUndone(r reply) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.ContainsFunc(h.unconfirmed, func(it span) bool { return r.call <= it.end && it.begin <= r.back })
}

// saw adds an operation that was answered.
func (s *subject) saw(r reply, input, output any) {
	if s.isObservation(input, output) && s.of.mayBeUndone(r) {
		return
	}
	s.add(porcupine.Operation{Input: input, Output: output, Call: r.call, Return: r.back}, 0)
}

// isObservation is whether the operation changed nothing.
func (s *subject) isObservation(input, output any) bool {
	switch input.(type) {
	case readVersion, readValue, readChoice:
		return true
	case writeVersion:
		return output == false
	case use:
		return output == false || s.model == life
	default:
		return false
	}
}

// mayHave adds an operation of which nobody knows whether it happens, and when.
func (s *subject) mayHave(r reply, input any) {
	s.add(porcupine.Operation{Input: input, Output: nil, Call: r.call, Return: math.MaxInt64}, 1)
}

// mayHaveEnded is the same for an operation that has no further effect after the first time: only
// the earliest one counts. Each further one would double the work of the check.
func (s *subject) mayHaveEnded(r reply, input any) {
	s.mu.Lock()
	again := s.ended
	s.ended = true
	s.mu.Unlock()
	if !again {
		s.mayHave(r, input)
	}
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
	return len(s.ops) >= 80 || s.open >= 5
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
