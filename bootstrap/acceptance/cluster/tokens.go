package main

import (
	"math/rand/v2"
	"sync"
	"time"
)

// issued is a token that a client was given.
type issued struct {
	*subject
	token     string
	accessor  string
	renewable bool
}

// pool has the latest tokens, for those who look at them while others revoke them, and all of them
// for the end.
type pool struct {
	mu     sync.Mutex
	latest []*issued
	all    []*issued
}

const observedAtOnce = 40

func (p *pool) add(t *issued) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.all = append(p.all, t)
	if len(p.latest) < observedAtOnce {
		p.latest = append(p.latest, t)
		return
	}
	p.latest[rand.IntN(observedAtOnce)] = t
}

func (p *pool) random() *issued {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.latest) == 0 {
		return nil
	}
	return p.latest[rand.IntN(len(p.latest))]
}

// observeStep looks at some token while others use and revoke it.
func (l *load) observeStep() {
	if t := l.observed.random(); t != nil && !t.isFull() {
		l.look(t, -1)
	} else {
		l.lifeStep()
	}
}

// look uses the token at a node; -1 is any. Sometimes it renews it: that must not bring a revoked
// one back.
func (l *load) look(t *issued, number int) {
	r := request{operation: "token lookup", method: "GET", path: "auth/token/lookup-self", token: t.token}
	if t.renewable && rand.IntN(5) == 0 {
		r = request{operation: "token renewal", method: "POST", path: "auth/token/renew-self", token: t.token}
	}
	got := l.sendSomewhere(number, r)
	switch {
	case got.fate != answered:
	case got.status == 200:
		t.saw(got, use{}, true)
	case got.status == 403:
		t.saw(got, use{}, false)
	default:
		l.unexpected(r, got)
	}
}

func (l *load) lookEverywhere(tokens ...*issued) {
	for i := range l.nodes {
		for _, t := range tokens {
			l.look(t, i)
		}
	}
}

// issue makes a token with the parent's one; nil when no answer came, or when the parent is refused.
func (l *load) issue(parent *issued) *issued {
	r := request{
		operation: "token create", method: "POST", path: "auth/token/create", token: l.root,
		body: object{"policies": []string{"issuing"}, "ttl": "3h"},
	}
	if parent != nil {
		r.token = parent.token
	}
	got := l.send(r)
	switch {
	case got.fate != answered:
	case got.status == 200:
		return l.given(got, "token")
	case got.status == 403 && parent != nil:
		parent.saw(got, use{}, false)
	default:
		l.unexpected(r, got)
	}
	return nil
}

func (l *load) given(got reply, kind string) *issued {
	t := &issued{
		subject:  l.history.subject(kind, life, l.next()),
		token:    got.auth().text("client_token"),
		accessor: got.auth().text("accessor"),
	}
	t.renewable, _ = got.auth()["renewable"].(bool)
	l.observed.add(t)
	return t
}

// revoke sends a request that revokes the tokens, repeats it until it is answered, and looks at once
// whether they are refused everywhere.
func (l *load) revoke(r request, tokens ...*issued) revocation {
	end := revocation{call: l.now()}
	for l.isOn() {
		got := l.send(r)
		for _, t := range tokens {
			switch {
			case got.fate == unsent:
			case got.fate != answered:
				t.mayHaveEnded(got, revoke{}) // 503 may come between two of its commits
			case got.ok():
				t.saw(got, revoke{}, nil)
			default: // gone already, by an earlier attempt
				t.saw(got, use{}, false)
			}
		}
		if l.isFinal(got) {
			if !got.ok() && got.status != 400 && got.status != 403 && got.status != 404 {
				l.unexpected(r, got)
			}
			l.lookEverywhere(tokens...)
			end.done = true
			return end
		}
		end.late = end.late || got.fate != unsent
		l.pause(50 * time.Millisecond)
	}
	return end
}

// revocation is how one went.
type revocation struct {
	call int64 // when it was sent first
	done bool  // acknowledged
	late bool  // it may happen once more: an attempt got no answer
}

// lifeStep is the life of one token or a small family.
func (l *load) lifeStep() {
	parent := l.issue(nil)
	if parent == nil {
		return
	}
	l.look(parent, -1)
	post := func(operation, path string, body object) request {
		return request{operation: operation, method: "POST", path: path, token: l.root, body: body}
	}
	switch rand.IntN(8) {
	case 0:
		l.revoke(post("revoke", "auth/token/revoke", object{"token": parent.token}), parent)
	case 1:
		r := post("revoke-self", "auth/token/revoke-self", nil)
		r.token = parent.token
		l.revoke(r, parent)
	case 2:
		l.revoke(post("revoke-accessor", "auth/token/revoke-accessor",
			object{"accessor": parent.accessor}), parent)
	case 3: // the children stay
		first, second := l.issue(parent), l.issue(parent)
		l.revoke(post("revoke-orphan", "auth/token/revoke-orphan", object{"token": parent.token}), parent)
		l.lookEverywhere(some(first, second)...)
	case 4, 5:
		first, second := l.issue(parent), l.issue(parent)
		family := some(parent, first, second)
		if first != nil {
			family = append(family, some(l.issue(first))...)
		}
		l.revoke(post("revoke of a family", "auth/token/revoke", object{"token": parent.token}), family...)
	case 6:
		l.birthStep(parent, post("revoke of a growing family", "auth/token/revoke", object{"token": parent.token}))
	default: // this one is valid to the end
		l.look(parent, -1)
	}
}

// birthStep revokes a parent while it has children: none may outlive it.
func (l *load) birthStep(parent *issued, r request) {
	children := make(chan *issued, 100)
	enough := make(chan struct{})
	var group sync.WaitGroup
	for range 2 {
		group.Add(1)
		go func() {
			defer group.Done()
			for range cap(children) / 2 {
				select {
				case <-enough:
					return
				default:
				}
				if child := l.issue(parent); child != nil {
					children <- child
				}
			}
		}()
	}
	end := l.revoke(r, parent)
	close(enough)
	group.Wait()
	close(children)
	for child := range children {
		revoked := reply{call: end.call, back: l.now()}
		if !end.done {
			child.mayHaveEnded(revoked, revoke{})
			continue
		}
		child.saw(revoked, revoke{}, nil)
		l.lookEverywhere(child)
	}
}

func some(tokens ...*issued) []*issued {
	var there []*issued
	for _, t := range tokens {
		if t != nil {
			there = append(there, t)
		}
	}
	return there
}
