package main

import (
	"fmt"
	"math/rand/v2"

	"github.com/anishathalye/porcupine"
)

// A policy allows one of so many paths.
const choices = 4

type readChoice int // asks for that path; outputs whether it is allowed

type writeChoice int

// choice is a policy.
var choice = &porcupine.Model{
	Init: func() any { return 0 },
	Step: func(state, input, output any) (bool, any) {
		if written, ok := input.(writeChoice); ok {
			return true, int(written)
		}
		return output == (state == int(input.(readChoice))), state
	},
}

// policyStep changes a policy again and again while clients with a token of it try what it allows.
func (l *load) policyStep() {
	name := fmt.Sprintf("changing%d", l.next())
	write := func(allowed int) (request, reply) {
		r := request{
			operation: "policy write", method: "POST", path: "sys/policies/acl/" + name, token: l.root,
			body: object{"policy": fmt.Sprintf(`path "plain/%s-%d" { capabilities = ["read"] }`, name, allowed)},
		}
		return r, l.send(r)
	}
	r, got := write(0)
	if got.fate != answered {
		return
	}
	if !got.ok() {
		l.unexpected(r, got)
		return
	}
	create := request{
		operation: "token create", method: "POST", path: "auth/token/create", token: l.root,
		body: object{"policies": []string{name}, "ttl": "3h"},
	}
	made := l.send(create)
	if !made.ok() {
		return
	}
	policy := l.history.subject("policy", choice, name)
	try := func() {
		path := rand.IntN(choices)
		r := request{
			operation: "read under a policy", method: "GET", path: fmt.Sprintf("plain/%s-%d", name, path),
			token: made.auth().text("client_token"),
		}
		switch got := l.send(r); {
		case got.fate != answered:
		case got.status == 404:
			policy.saw(got, readChoice(path), true)
		case got.status == 403:
			policy.saw(got, readChoice(path), false)
		default:
			l.unexpected(r, got)
		}
	}
	stop := make(chan struct{})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		race(func() {
			for l.isOn() && !policy.isFull() {
				select {
				case <-stop:
					return
				default:
					try()
				}
			}
		})
	}()
	for range 8 {
		allowed := rand.IntN(choices)
		r, got := write(allowed)
		switch {
		case got.fate == unknown:
			policy.mayHave(got, writeChoice(allowed))
		case got.fate != answered:
		case got.ok():
			policy.saw(got, writeChoice(allowed), nil)
		default:
			l.unexpected(r, got)
		}
		try()
	}
	close(stop)
	<-ended
}
