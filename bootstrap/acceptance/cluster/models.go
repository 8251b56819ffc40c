package main

import "github.com/anishathalye/porcupine"

// Each model says what one subject does when operations come one after another. The output of an
// operation that may have happened is nil. It then does what it can; that it never happened is
// covered too, since it may come after all others.

// version is the state of a secret of KV v2: the last version and its value; 0 when there is none.
type version struct {
	number int
	value  string
}

type readVersion struct{} // outputs a version

// writeVersion is a write with check-and-set; it outputs whether the check held.
type writeVersion struct {
	cas   int
	value string
}

var versionedSecret = &porcupine.Model{
	Init: func() any { return version{} },
	Step: func(state, input, output any) (bool, any) {
		now := state.(version)
		switch in := input.(type) {
		case writeVersion:
			holds := now.number == in.cas
			if output != nil && output.(bool) != holds {
				return false, now
			}
			if holds {
				now = version{in.cas + 1, in.value}
			}
			return true, now
		default:
			return output.(version) == now, now
		}
	},
}

type readValue struct{} // outputs a string; empty when there is none

type writeValue string // the empty one deletes

// value is a register: a secret of KV v1, or a policy.
var value = &porcupine.Model{
	Init: func() any { return "" },
	Step: func(state, input, output any) (bool, any) {
		if written, ok := input.(writeValue); ok {
			return true, string(written)
		}
		return output == state, state
	},
}

type use struct{} // outputs whether it was granted

type revoke struct{}

// life is a token: it is accepted until it is revoked, and never again.
var life = &porcupine.Model{
	Init: func() any { return true },
	Step: func(state, input, output any) (bool, any) {
		if _, ok := input.(revoke); ok {
			return true, false
		}
		return output == state, state
	},
}

// uses is something that can be used a number of times: a token, or once, a wrapped answer.
func uses(number int) *porcupine.Model {
	return &porcupine.Model{
		Init: func() any { return number },
		Step: func(state, _, output any) (bool, any) {
			left := state.(int)
			if output != nil && output.(bool) != (left > 0) {
				return false, left
			}
			return true, max(0, left-1)
		},
	}
}
