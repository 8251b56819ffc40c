package main

import (
	"fmt"
	"strings"
	"time"
)

const (
	rotatedClient      = "aaaaaaaa-0000-4000-8000-000000000010"
	rotatedApplication = "azimuth-server"
	firstSecret        = "lab-secret-of-azimuth-server"
	madeByServer       = "azimuth-"
)

// rotateOnce asks for one rotation of the root credential and returns how often it asked. A call
// without an acknowledgement may have begun one, which the servers end or take back; only then is
// it asked for again.
func (l *load) rotateOnce() (times int) {
	r := request{operation: "rotate-root", method: "POST", path: "auth/azure/rotate-root", token: l.root}
	for {
		got := l.send(r)
		times++
		if got.fate == answered && !got.ok() && got.status != 409 {
			l.unexpected(r, got)
			return times
		}
		status, err := l.endedRotation()
		if err != nil {
			l.problem("%v", err)
			return times
		}
		if status.child("rotation").text("last") != "" {
			return times
		}
		if got.ok() {
			l.problem("a rotation was acknowledged and not carried out: %v", status["rotation"])
			return times
		}
	}
}

// endedRotation is the state of the mount when no rotation is pending.
func (l *load) endedRotation() (status object, err error) {
	r := request{operation: "rotation status", method: "GET", path: "auth/azure/config/status", token: l.root}
	err = within(5*time.Minute, "the rotation has ended", func() bool {
		time.Sleep(500 * time.Millisecond)
		got := l.send(r)
		status = got.data()
		return got.ok() && status["pending_rotation"] == nil
	})
	return status, err
}

// checkRotation returns what is wrong after the one rotation, which was asked for so many times.
func (l *load) checkRotation(times int) []string {
	status, err := l.endedRotation()
	if err != nil {
		return []string{err.Error()}
	}
	var wrong []string
	rotation := status.child("rotation")
	if rotation.text("last") == "" {
		wrong = append(wrong, fmt.Sprintf("no rotation is noted: %v", rotation))
	}
	answer, err := l.azure.ask("graph/passwords?application="+rotatedApplication, nil)
	if err != nil {
		return append(wrong, err.Error())
	}
	passwords, _ := answer["passwords"].([]any)
	var ours, others int
	for _, one := range passwords {
		password, _ := one.(map[string]any)
		if strings.HasPrefix(object(password).text("display_name"), madeByServer) {
			ours++
		} else {
			others++
		}
	}
	if ours != 1 || others != 1 {
		wrong = append(wrong, fmt.Sprintf("the application has %d passwords of the server and %d others: %v",
			ours, others, passwords))
	}
	counts, err := l.azure.ask("requests", nil)
	if err != nil {
		return append(wrong, err.Error())
	}
	added, removed := counts.number("graph_add_password"), counts.number("graph_remove_password")
	fmt.Printf("rotation: asked for %d times, passwords added %d, removed %d\n", times, added, removed)
	if added < 1 || added > times || removed < added {
		wrong = append(wrong, fmt.Sprintf("one rotation was asked for, %d times, and %d passwords were added, %d removed",
			times, added, removed))
	}
	return wrong
}
