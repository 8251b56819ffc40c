package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"
)

// setUp makes mounts, roles, policies and an audit device.
func (l *load) setUp() error {
	l.passing, l.coming = "passing", "coming"
	if err := l.enableAzure("azure", principals(identities)); err != nil {
		return err
	}
	if err := l.enableAzure(l.passing, principals(lasting)); err != nil {
		return err
	}
	steps := []struct {
		method, path string
		body         object
	}{
		{"POST", "sys/audit/record", object{"type": "file", "options": object{"file_path": "record.log"}}},
		{"POST", "sys/mounts/secret", object{"type": "kv", "options": object{"version": "2"}}},
		{"POST", "sys/mounts/plain", object{"type": "kv"}},
		{"POST", "sys/policies/acl/issuing", object{
			"policy": `path "auth/token/create" { capabilities = ["update"] }`,
		}},
	}
	for _, step := range steps {
		if err := l.must(step.method, step.path, step.body); err != nil {
			return err
		}
	}
	l.ids.Clear() // of requests before the audit device
	return nil
}

// remountStep writes secrets into a mount that only this worker writes to, disables it and enables
// it again: it must be empty. When the mount may be disabled once more later, it goes on with
// another one.
func (l *load) remountStep() {
	mount := l.coming
	enable := request{
		operation: "mount enabled", method: "POST", path: "sys/mounts/" + mount, token: l.root,
		body: object{"type": "kv"},
	}
	if _, got := l.until(enable); !got.ok() && !got.says("path is already in use") {
		l.unexpected(enable, got)
	}
	var keys []*secret
	s := &secrets{load: l}
	for range 1 + rand.IntN(3) {
		path := fmt.Sprintf("%s/k%d", mount, l.next())
		key := &secret{subject: l.history.subject("secret of a mount", value, path), path: path}
		s.writePlain(key, writeValue(fmt.Sprint(l.next())))
		s.readPlain(key, -1)
		keys = append(keys, key)
	}
	disable := request{operation: "mount disabled", method: "DELETE", path: "sys/mounts/" + mount, token: l.root}
	lost, got := l.until(disable)
	lost = slices.DeleteFunc(lost, func(one reply) bool { return one.fate == unsent })
	for _, key := range keys {
		for _, one := range lost {
			key.mayHaveEnded(one, writeValue(""))
		}
		key.saw(got, writeValue(""), nil)
		s.readPlain(key, rand.IntN(len(l.nodes)))
	}
	if len(lost) > 0 {
		l.coming = fmt.Sprintf("coming%d", l.next())
		return
	}
	if !got.ok() {
		l.unexpected(disable, got)
	}
	l.until(enable)
	for _, key := range keys {
		s.readPlain(key, rand.IntN(len(l.nodes)))
	}
	l.pause(time.Duration(rand.IntN(1000)) * time.Millisecond)
}

// keyStep makes a new encryption key, which all nodes use from then on.
func (l *load) keyStep() {
	r := request{operation: "encryption key", method: "POST", path: "sys/rotate", token: l.root}
	if got := l.send(r); got.fate == answered && !got.ok() {
		l.unexpected(r, got)
	}
	l.pause(time.Duration(3000+rand.IntN(7000)) * time.Millisecond)
}
