package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"sync/atomic"
	"syscall"
	"time"
)

// process is a child whose output goes to a file.
type process struct {
	command *exec.Cmd
	asked   atomic.Bool // to end
	ended   chan struct{}
}

func startProcess(command *exec.Cmd, log string) (*process, error) {
	out, err := os.OpenFile(log, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer out.Close()
	command.Stdout, command.Stderr = out, out
	if err := command.Start(); err != nil {
		return nil, err
	}
	started := &process{command: command, ended: make(chan struct{})}
	go func() {
		_ = command.Wait() // how it ended is in the log
		close(started.ended)
	}()
	return started, nil
}

func (p *process) signal(signal syscall.Signal) {
	if p.running() {
		_ = p.command.Process.Signal(signal)
	}
}

// end sends the signal and waits for the end; a process that does not end is killed.
func (p *process) end(signal syscall.Signal) {
	p.asked.Store(true)
	p.signal(signal)
	select {
	case <-p.ended:
	case <-time.After(60 * time.Second):
		p.signal(syscall.SIGKILL)
		<-p.ended
	}
}

func (p *process) running() bool {
	select {
	case <-p.ended:
		return false
	default:
		return true
	}
}

// within waits until the condition holds.
func within(patience time.Duration, what string, holds func() bool) error {
	for end := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
		if holds() {
			return nil
		}
		if time.Now().After(end) {
			return fmt.Errorf("not within %s: %s", patience, what)
		}
	}
}

// freePorts finds ports below those that the system gives to outgoing connections: they stay free
// while their owner is restarted.
func freePorts(count int, from int) ([]int, error) {
	var ports []int
	for port := from; len(ports) < count; port++ {
		if port >= 32_000 {
			return nil, fmt.Errorf("no %d free ports from %d on", count, from)
		}
		listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err != nil {
			continue
		}
		listener.Close()
		ports = append(ports, port)
	}
	return ports, nil
}
