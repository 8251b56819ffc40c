package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// The name under which a standby connects: only it counts as synchronous.
const standbyName = "pair"

// pair is a PostgreSQL primary with one synchronous standby. After the loss of the primary the
// standby is promoted, and a new standby is made in the place of the lost server.
type pair struct {
	standby string // how it must be: sync or async
	bin     string
	account *syscall.Credential // nil: as this process
	hosts   [2]*database
	primary int
}

// database is one of the two servers.
type database struct {
	dir     string
	log     string
	port    int
	process *process
}

// newPair makes and starts both servers below the directory.
func newPair(bin, dir string, ports [2]int, synchronous bool) (*pair, error) {
	p := &pair{bin: bin, standby: "async"}
	if os.Geteuid() == 0 {
		account, err := user.Lookup("postgres")
		if err != nil {
			return p, fmt.Errorf("PostgreSQL does not run as root: %w", err)
		}
		uid, _ := strconv.Atoi(account.Uid)
		gid, _ := strconv.Atoi(account.Gid)
		p.account = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		if err := os.Chown(dir, uid, gid); err != nil {
			return p, err
		}
	}
	for i, name := range []string{"a", "b"} {
		p.hosts[i] = &database{dir: filepath.Join(dir, name), log: filepath.Join(dir, name+".log"), port: ports[i]}
	}
	first := p.hosts[0]
	if err := p.run("initdb", "-D", first.dir, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"); err != nil {
		return p, err
	}
	names := ""
	if synchronous {
		p.standby, names = "sync", standbyName
	}
	settings := fmt.Sprintf(`
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
wal_level = replica
max_wal_senders = 6
wal_keep_size = 256MB
wal_sender_timeout = 5s
wal_receiver_timeout = 5s
wal_retrieve_retry_interval = 300ms
synchronous_standby_names = '%s'
`, names)
	if err := appendTo(filepath.Join(first.dir, "postgresql.conf"), settings); err != nil {
		return p, err
	}
	if err := p.start(first); err != nil {
		return p, err
	}
	if err := p.makeStandby(); err != nil {
		return p, err
	}
	// As administrators do. Sessions of the servers must not mind.
	_, err := p.sql("ALTER ROLE postgres IN DATABASE postgres SET statement_timeout = '2s'")
	return p, err
}

func appendTo(name, text string) error {
	file, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = file.WriteString(text)
	return errors.Join(err, file.Close())
}

// run executes a program of PostgreSQL to its end.
func (p *pair) run(program string, arguments ...string) error {
	_, err := p.output(program, arguments...)
	return err
}

// The output goes through a file: a child that goes on would keep a pipe open.
func (p *pair) output(program string, arguments ...string) (string, error) {
	out, err := os.CreateTemp("", "cluster-")
	if err != nil {
		return "", err
	}
	defer os.Remove(out.Name())
	defer out.Close()
	command := p.command(program, arguments...)
	command.Stdout, command.Stderr = out, out
	err = command.Run()
	text, _ := os.ReadFile(out.Name())
	if err != nil {
		return "", fmt.Errorf("%s: %w: %s", program, err, text)
	}
	return strings.TrimSpace(string(text)), nil
}

func (p *pair) command(program string, arguments ...string) *exec.Cmd {
	command := exec.Command(filepath.Join(p.bin, program), arguments...)
	command.Dir = "/"
	command.Env = append(os.Environ(), "LC_ALL=C", "PGCONNECT_TIMEOUT=3")
	command.SysProcAttr = &syscall.SysProcAttr{Credential: p.account, Setpgid: true}
	return command
}

// start starts a server and waits until it takes connections.
func (p *pair) start(host *database) error {
	command := p.command("postgres", "-D", host.dir, "-p", strconv.Itoa(host.port))
	process, err := startProcess(command, host.log)
	if err != nil {
		return err
	}
	host.process = process
	return within(60*time.Second, "PostgreSQL takes connections", func() bool {
		return p.run("pg_isready", "-q", "-h", "127.0.0.1", "-p", strconv.Itoa(host.port)) == nil
	})
}

// stop ends a server by a signal and waits until none of its processes is left: nothing is read
// from a server that was declared lost.
func (p *pair) stop(host *database, signal syscall.Signal) error {
	host.process.end(signal)
	return within(60*time.Second, "all processes of PostgreSQL have ended", func() bool {
		return !anyProcessIn(host.dir)
	})
}

func anyProcessIn(dir string) bool {
	links, _ := filepath.Glob("/proc/[0-9]*/cwd")
	for _, link := range links {
		if where, err := os.Readlink(link); err == nil && where == dir {
			return true
		}
	}
	return false
}

// restart stops the primary (SIGINT: fast, SIGQUIT: immediate) and starts it again.
func (p *pair) restart(signal syscall.Signal) error {
	host := p.hosts[p.primary]
	if err := p.stop(host, signal); err != nil {
		return err
	}
	if err := p.start(host); err != nil {
		return err
	}
	return p.awaitStandby()
}

// restartStandby has all commits wait until the standby is back. Something may happen meanwhile.
func (p *pair) restartStandby(meanwhile func() error) error {
	host := p.hosts[1-p.primary]
	if err := p.stop(host, syscall.SIGINT); err != nil {
		return err
	}
	if meanwhile != nil {
		if err := meanwhile(); err != nil {
			return err
		}
	}
	if err := p.start(host); err != nil {
		return err
	}
	return p.awaitStandby()
}

// failOver ends the primary by a signal, promotes the standby and makes a new one.
func (p *pair) failOver(signal syscall.Signal) error {
	if err := p.stop(p.hosts[p.primary], signal); err != nil {
		return err
	}
	p.primary = 1 - p.primary
	if err := p.run("pg_ctl", "promote", "-w", "-D", p.hosts[p.primary].dir); err != nil {
		return err
	}
	return p.makeStandby()
}

// failOverBehind has the standby miss the last commits, whose waits somebody cancels, and then take
// over: what was answered must not be among them.
func (p *pair) failOverBehind(meanwhile func() error) error {
	standby := p.hosts[1-p.primary]
	if err := p.stop(standby, syscall.SIGINT); err != nil {
		return err
	}
	if err := meanwhile(); err != nil {
		return err
	}
	if err := p.stop(p.hosts[p.primary], syscall.SIGKILL); err != nil {
		return err
	}
	if err := p.start(standby); err != nil {
		return err
	}
	p.primary = 1 - p.primary
	if err := p.run("pg_ctl", "promote", "-w", "-D", standby.dir); err != nil {
		return err
	}
	return p.makeStandby()
}

// cancelWaits cancels each commit of the servers that waits for the standby.
func (p *pair) cancelWaits() error {
	_, err := p.sql("SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity" +
		" WHERE application_name LIKE 'azimuth%' AND wait_event = 'SyncRep'")
	return err
}

// lock keeps the row that every commit needs for so many seconds, as a forgotten transaction does.
func (p *pair) lock(seconds int) error {
	_, err := p.sql(fmt.Sprintf("SET statement_timeout = 0; BEGIN; SELECT 1 FROM azimuth_store FOR UPDATE; SELECT pg_sleep(%d); ROLLBACK", seconds))
	if err != nil && strings.Contains(err.Error(), "terminating connection") {
		return nil // another fault ended it
	}
	return err
}

// copy keeps what the primary has at this moment, and returns where.
func (p *pair) copy() (string, error) {
	primary := p.hosts[p.primary]
	dir := primary.dir + ".copy"
	return dir, p.run("pg_basebackup", "-D", dir, "-d", p.source(primary), "-c", "fast", "--no-sync")
}

// setBack puts the copy in the place of the primary, as a restore to a point in time does. Something
// may happen when nothing can be read from the old one any more.
func (p *pair) setBack(copied string, ended func()) error {
	for _, host := range p.hosts {
		if err := p.stop(host, syscall.SIGQUIT); err != nil {
			return err
		}
	}
	ended()
	primary := p.hosts[p.primary]
	if err := os.RemoveAll(primary.dir); err != nil {
		return err
	}
	if err := os.Rename(copied, primary.dir); err != nil {
		return err
	}
	if err := p.start(primary); err != nil {
		return err
	}
	return p.makeStandby()
}

// source is where a standby gets the data from.
func (p *pair) source(primary *database) string {
	return fmt.Sprintf("host=127.0.0.1 port=%d user=postgres application_name=%s", primary.port, standbyName)
}

func (p *pair) makeStandby() error {
	host := p.hosts[1-p.primary]
	if err := os.RemoveAll(host.dir); err != nil {
		return err
	}
	source := p.source(p.hosts[p.primary])
	if err := p.run("pg_basebackup", "-D", host.dir, "-d", source, "-R", "-c", "fast", "--no-sync"); err != nil {
		return err
	}
	if err := p.start(host); err != nil {
		return err
	}
	return p.awaitStandby()
}

// awaitStandby waits until the standby has all that the primary has, so that it may take over.
func (p *pair) awaitStandby() error {
	caughtUp := fmt.Sprintf("SELECT count(*) FROM pg_stat_replication"+
		" WHERE sync_state = '%s' AND state = 'streaming'"+
		" AND pg_wal_lsn_diff(pg_current_wal_insert_lsn(), flush_lsn) < 1000000", p.standby)
	return within(60*time.Second, "the standby follows", func() bool {
		answer, err := p.sql(caughtUp)
		return err == nil && answer == "1"
	})
}

// sql runs a query at the primary.
func (p *pair) sql(query string) (string, error) {
	return p.output("psql", "-X", "-A", "-t", "-h", "127.0.0.1",
		"-p", strconv.Itoa(p.hosts[p.primary].port), "-U", "postgres", "-d", "postgres", "-c", query)
}

// terminate ends some connections of the servers of Azimuth, in whatever they are doing.
func (p *pair) terminate() error {
	_, err := p.sql("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity" +
		" WHERE application_name LIKE 'azimuth%' AND (query LIKE 'CALL%' OR random() < 0.3)")
	return err
}

func (p *pair) close() {
	for _, host := range p.hosts {
		if host != nil && host.process != nil {
			host.process.end(syscall.SIGQUIT)
		}
	}
}
