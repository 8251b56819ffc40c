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

// rotateOnce asks for one rotation of the root credential, until it is acknowledged.
func (l *load) rotateOnce() {
	r := request{operation: "rotate-root", method: "POST", path: "auth/azure/rotate-root", token: l.root}
	for {
		got := l.send(r)
		switch {
		case got.ok():
			return
		case got.fate == answered && got.status == 409:
			return // the one whose answer did not come
		case got.fate == answered:
			l.unexpected(r, got)
			return
		}
		time.Sleep(500 * time.Millisecond)
	}
}

// checkRotation returns what is wrong after the one rotation.
func (l *load) checkRotation() []string {
	var status object
	err := within(3*time.Minute, "the rotation has ended", func() bool {
		got := l.send(request{operation: "rotation status", method: "GET", path: "auth/azure/config/status", token: l.root})
		status = got.data()
		return got.ok() && status["pending_rotation"] == nil
	})
	if err != nil {
		return []string{fmt.Sprintf("%v: %v", err, status["pending_rotation"])}
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
	return wrong
}
