package main

import (
	"fmt"
	"math/rand/v2"
	"sync"
)

const hotKeys = 10

// secrets are keys that many workers write at once: of KV v2 with check-and-set, and of KV v1.
type secrets struct {
	*load
	mu   sync.Mutex
	hot  [hotKeys]*secret
	all  []*secret
	make func(*secrets) *secret
}

// readAgain reads a key at a node.
func (s *secrets) readAgain(key *secret, number int) {
	if key.model == versionedSecret {
		s.readVersioned(key, number)
	} else {
		s.readPlain(key, number)
	}
}

// secret is one key and what its clients last heard of it.
type secret struct {
	*subject
	path string
	mu   sync.Mutex
	last int
}

func versioned(s *secrets) *secret {
	path := fmt.Sprintf("secret/data/k%d", s.next())
	return &secret{subject: s.history.subject("secret of KV v2", versionedSecret, path), path: path}
}

func plain(s *secrets) *secret {
	path := fmt.Sprintf("plain/k%d", s.next())
	return &secret{subject: s.history.subject("secret of KV v1", value, path), path: path}
}

// choose returns a random key; one whose history is long enough makes room for a new one.
func (s *secrets) choose() *secret {
	s.mu.Lock()
	defer s.mu.Unlock()
	place := rand.IntN(hotKeys)
	if s.hot[place] == nil || s.hot[place].isFull() {
		s.hot[place] = s.make(s)
		s.all = append(s.all, s.hot[place])
	}
	return s.hot[place]
}

// version is what to write on top of: mostly the newest one that was heard of.
func (s *secret) version() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if rand.IntN(10) == 0 {
		return max(0, s.last-1+rand.IntN(3))
	}
	return s.last
}

func (s *secret) heard(version int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = max(s.last, version)
}

// versionedStep writes or reads a key of KV v2.
func (s *secrets) versionedStep() {
	key := s.choose()
	if rand.IntN(2) == 0 {
		s.readVersioned(key, -1)
		return
	}
	in := writeVersion{cas: key.version(), value: fmt.Sprint(s.next())}
	r := request{operation: "kv v2 write", method: "POST", path: key.path, token: s.root, body: object{
		"options": object{"cas": in.cas}, "data": object{"value": in.value},
	}}
	got := s.send(r)
	switch {
	case got.fate == unknown:
		key.mayHave(got, in)
	case got.fate != answered:
		// 503 to a single write: nothing of it is in the store.
	case got.status == 200:
		if number := got.data().number("version"); number != in.cas+1 {
			s.problem("%s: a write on version %d made version %d", key.name, in.cas, number)
		}
		key.saw(got, in, true)
		key.heard(in.cas + 1)
	case got.status == 400 && got.says("check-and-set"):
		key.saw(got, in, false)
	default:
		s.unexpected(r, got)
	}
}

// readVersioned reads the key at a node; -1 is any.
func (s *secrets) readVersioned(key *secret, number int) {
	r := request{operation: "kv v2 read", method: "GET", path: key.path, token: s.root}
	got := s.sendSomewhere(number, r)
	switch {
	case got.fate != answered:
	case got.status == 200:
		state := version{got.data().child("metadata").number("version"), got.data().child("data").text("value")}
		key.saw(got, readVersion{}, state)
		key.heard(state.number)
	case got.status == 404:
		key.saw(got, readVersion{}, version{})
	default:
		s.unexpected(r, got)
	}
}

// plainStep writes, deletes or reads a key of KV v1.
func (s *secrets) plainStep() {
	key := s.choose()
	switch choice := rand.IntN(10); {
	case choice < 5:
		s.readPlain(key, -1)
	case choice == 5:
		s.writePlain(key, "")
	default:
		s.writePlain(key, writeValue(fmt.Sprint(s.next())))
	}
}

// writePlain writes a key, or deletes it by the empty value.
func (s *secrets) writePlain(key *secret, in writeValue) {
	r := request{operation: "kv v1 delete", method: "DELETE", path: key.path, token: s.root}
	if in != "" {
		r.operation, r.method, r.body = "kv v1 write", "POST", object{"value": string(in)}
	}
	got := s.send(r)
	switch {
	case got.fate == unknown:
		key.mayHave(got, in)
	case got.fate != answered:
	case got.status == 204:
		key.saw(got, in, nil)
	default:
		s.unexpected(r, got)
	}
}

func (s *secrets) readPlain(key *secret, number int) {
	r := request{operation: "kv v1 read", method: "GET", path: key.path, token: s.root}
	got := s.sendSomewhere(number, r)
	switch {
	case got.fate != answered:
	case got.status == 200:
		key.saw(got, readValue{}, got.data().text("value"))
	case got.status == 404:
		key.saw(got, readValue{}, "")
	default:
		s.unexpected(r, got)
	}
}

func (c *cluster) sendSomewhere(number int, r request) reply {
	if number < 0 {
		return c.send(r)
	}
	return c.sendTo(number, r)
}
