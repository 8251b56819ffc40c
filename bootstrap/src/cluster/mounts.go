package main

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// setUp makes mounts, roles, policies and an audit device.
func (l *load) setUp() error {
	if err := l.enableAzure("azure", principals(identities)); err != nil {
		return err
	}
	if err := l.enableAzure("passing", principals(lasting)); err != nil {
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
// it again: it must be empty.
func (l *load) remountStep() {
	mount := "coming"
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
		in := writeValue(fmt.Sprint(l.next()))
		r := request{
			operation: "kv v1 write", method: "POST", path: path, token: l.root,
			body: object{"value": string(in)},
		}
		got := l.send(r)
		switch {
		case got.fate == unknown:
			key.mayHave(got, in)
		case got.fate != answered:
		case got.status == 204:
			key.saw(got, in, nil)
		default:
			l.unexpected(r, got)
		}
		s.readPlain(key, -1)
		keys = append(keys, key)
	}
	disable := request{operation: "mount disabled", method: "DELETE", path: "sys/mounts/" + mount, token: l.root}
	lost, got := l.until(disable)
	for _, key := range keys {
		for _, one := range lost {
			if one.fate != unsent {
				key.mayHaveEnded(one, writeValue(""))
			}
		}
		key.saw(got, writeValue(""), nil)
		s.readPlain(key, rand.IntN(len(l.nodes)))
	}
	if !got.ok() && len(lost) == 0 {
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
