package main

import (
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// load is what the workers share.
type load struct {
	*cluster
	history   history
	azure     *simulator
	number    atomic.Int64 // for names that are used once
	observed  pool
	versioned *secrets
	plain     *secrets
	stopped   chan struct{}
	working   sync.WaitGroup
	passing   string   // the mount of one worker
	coming    string   // and of another
	entities  sync.Map // of identities that are never disabled
}

// startWorkers starts all clients.
func (l *load) startWorkers() {
	l.versioned = &secrets{load: l, make: versioned}
	l.plain = &secrets{load: l, make: plain}
	for _, kind := range []struct {
		workers int
		step    func()
	}{
		{6, l.versioned.versionedStep},
		{3, l.plain.plainStep},
		{4, l.lifeStep},
		{4, l.observeStep},
		{2, l.loginStep},
		{1, l.entityStep},
		{1, l.mountStep},
		{1, l.remountStep},
		{2, l.usesStep},
		{2, l.wrapStep},
		{2, l.policyStep},
		{1, l.keyStep},
	} {
		for range kind.workers {
			l.work(kind.step)
		}
	}
}

// work repeats a step on its own goroutine until the load ends.
func (l *load) work(step func()) {
	l.working.Add(1)
	go func() {
		defer l.working.Done()
		for l.isOn() {
			step()
		}
	}()
}

func (l *load) isOn() bool {
	select {
	case <-l.stopped:
		return false
	default:
		return true
	}
}

// pause returns early when the load ends.
func (l *load) pause(length time.Duration) {
	select {
	case <-l.stopped:
	case <-time.After(length):
	}
}

func (l *load) end() {
	close(l.stopped)
	l.working.Wait()
}

func (l *load) next() int64 { return l.number.Add(1) }

// says is whether one of the errors of an answer has the text.
func (r reply) says(text string) bool {
	errors, _ := r.body["errors"].([]any)
	for _, one := range errors {
		if said, ok := one.(string); ok && strings.Contains(said, text) {
			return true
		}
	}
	return false
}

// isFinal is whether a request need not be repeated: it was answered, and when it was refused, then not
// because of what may be undone.
func (l *load) isFinal(got reply) bool {
	return got.fate == answered && (got.ok() || !l.history.mayBeUndone(got))
}

// until repeats a request until it is answered; the first result is what came before.
func (l *load) until(r request) (lost []reply, got reply) {
	for {
		got = l.send(r)
		if l.isFinal(got) {
			return lost, got
		}
		lost = append(lost, got)
		l.pause(50 * time.Millisecond)
	}
}
