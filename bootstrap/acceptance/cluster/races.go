package main

import (
	"fmt"
	"math/rand/v2"
	"sync"
)

const racers = 5

// race has several clients do the same at once, each at a node of its own choice.
func race(step func()) {
	var group sync.WaitGroup
	for range racers {
		group.Add(1)
		go func() {
			defer group.Done()
			step()
		}()
	}
	group.Wait()
}

// usesStep uses a token more often than it allows.
func (l *load) usesStep() {
	allowed := 1 + rand.IntN(8)
	r := request{
		operation: "token create", method: "POST", path: "auth/token/create", token: l.root,
		body: object{"policies": []string{"default"}, "ttl": "3h", "num_uses": allowed},
	}
	got := l.send(r)
	if !got.ok() {
		return
	}
	token := l.history.subject("token of few uses", uses(allowed), fmt.Sprintf("%d, %d uses", l.next(), allowed))
	try := func() bool {
		r := request{
			operation: "limited use", method: "POST", path: "sys/capabilities-self",
			token: got.auth().text("client_token"), body: object{"path": "x"},
		}
		used := l.send(r)
		switch {
		case used.fate == unsent:
		case used.fate != answered:
			token.mayHave(used, use{}) // 503 may come after the use was counted
		case used.status == 200:
			token.saw(used, use{}, true)
		case used.status == 403:
			token.saw(used, use{}, false)
			return false
		default:
			l.unexpected(r, used)
		}
		return true
	}
	race(func() {
		for i := 0; i <= allowed/racers && !token.isFull(); i++ {
			try()
		}
	})
	for l.isOn() && !token.isFull() && try() { // to the last use, whatever became of the others
	}
}

// wrapStep wraps an answer and has several clients open it.
func (l *load) wrapStep() {
	content := fmt.Sprint(l.next())
	wrap := request{
		operation: "wrap", method: "POST", path: "sys/wrapping/wrap", token: l.root, wrap: "3h",
		body: object{"content": content},
	}
	wrapped := l.send(wrap)
	if wrapped.fate != answered {
		return
	}
	if !wrapped.ok() {
		l.unexpected(wrap, wrapped)
		return
	}
	answer := l.history.subject("wrapped answer", uses(1), content)
	open := func() bool {
		r := request{
			operation: "unwrap", method: "POST", path: "sys/wrapping/unwrap",
			token: wrapped.body.child("wrap_info").text("token"),
		}
		got := l.send(r)
		switch {
		case got.fate == unsent:
		case got.fate != answered:
			answer.mayHave(got, use{}) // 503 may come after it was opened
		case got.status == 200:
			if got.data().text("content") != content {
				l.problem("a wrapped answer has another content than %s", content)
			}
			answer.saw(got, use{}, true)
		case got.status == 400:
			answer.saw(got, use{}, false)
			return false
		default:
			l.unexpected(r, got)
		}
		return true
	}
	race(func() { open() })
	for l.isOn() && !answer.isFull() && open() {
	}
}
