package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// replicated is a PostgreSQL primary with standbys, of which one must have each commit. After the loss
// of the primary the standby that has most is promoted, the others follow it, and a new one is made in
// the place of the lost server.
type replicated struct {
	state   string // of each standby: quorum or async
	bin     string
	account *syscall.Credential // nil: as this process
	hosts   []*database
	primary int
}

// database is one of the servers.
type database struct {
	name    string // under which it connects as a standby
	dir     string
	log     string
	port    int
	process *process
}

// newReplicated makes and starts a server for each port below the directory.
func newReplicated(bin, dir string, ports []int, synchronous bool) (*replicated, error) {
	r := &replicated{bin: bin, state: "async"}
	if os.Geteuid() == 0 {
		account, err := user.Lookup("postgres")
		if err != nil {
			return r, fmt.Errorf("PostgreSQL does not run as root: %w", err)
		}
		uid, _ := strconv.Atoi(account.Uid)
		gid, _ := strconv.Atoi(account.Gid)
		r.account = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		if err := os.Chown(dir, uid, gid); err != nil {
			return r, err
		}
	}
	var names []string
	for i, port := range ports {
		name := string(rune('a' + i))
		names = append(names, name)
		r.hosts = append(r.hosts, &database{
			name: name, dir: filepath.Join(dir, name), log: filepath.Join(dir, name+".log"), port: port,
		})
	}
	first := r.hosts[0]
	if err := r.run("initdb", "-D", first.dir, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"); err != nil {
		return r, err
	}
	one := ""
	if synchronous {
		r.state, one = "quorum", fmt.Sprintf("ANY 1 (%s)", strings.Join(names, ", "))
	}
	settings := fmt.Sprintf(`
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
wal_level = replica
max_wal_senders = 8
wal_keep_size = 256MB
wal_sender_timeout = 5s
wal_receiver_timeout = 5s
wal_retrieve_retry_interval = 300ms
synchronous_standby_names = '%s'
`, one)
	if err := appendTo(filepath.Join(first.dir, "postgresql.conf"), settings); err != nil {
		return r, err
	}
	if err := r.start(first); err != nil {
		return r, err
	}
	if err := r.makeStandbys(r.standbys()); err != nil {
		return r, err
	}
	// As administrators do. Sessions of the servers must not mind.
	_, err := r.sql("ALTER ROLE postgres IN DATABASE postgres SET statement_timeout = '2s'")
	return r, err
}

func (r *replicated) standbys() []*database {
	return slices.DeleteFunc(slices.Clone(r.hosts), func(host *database) bool { return host == r.hosts[r.primary] })
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
func (r *replicated) run(program string, arguments ...string) error {
	_, err := r.output(program, arguments...)
	return err
}

// The output goes through a file: a child that goes on would keep a pipe open.
func (r *replicated) output(program string, arguments ...string) (string, error) {
	out, err := os.CreateTemp("", "cluster-")
	if err != nil {
		return "", err
	}
	defer os.Remove(out.Name())
	defer out.Close()
	command := r.command(program, arguments...)
	command.Stdout, command.Stderr = out, out
	err = command.Run()
	text, _ := os.ReadFile(out.Name())
	if err != nil {
		return "", fmt.Errorf("%s: %w: %s", program, err, text)
	}
	return strings.TrimSpace(string(text)), nil
}

func (r *replicated) command(program string, arguments ...string) *exec.Cmd {
	command := exec.Command(filepath.Join(r.bin, program), arguments...)
	command.Dir = "/"
	command.Env = append(os.Environ(), "LC_ALL=C", "PGCONNECT_TIMEOUT=3")
	command.SysProcAttr = &syscall.SysProcAttr{Credential: r.account, Setpgid: true}
	return command
}

// start starts a server and waits until it takes connections.
func (r *replicated) start(host *database) error {
	command := r.command("postgres", "-D", host.dir, "-p", strconv.Itoa(host.port))
	process, err := startProcess(command, host.log)
	if err != nil {
		return err
	}
	host.process = process
	return within(60*time.Second, "PostgreSQL takes connections", func() bool {
		return r.run("pg_isready", "-q", "-h", "127.0.0.1", "-p", strconv.Itoa(host.port)) == nil
	})
}

// stop ends a server by a signal and waits until none of its processes is left: nothing is read
// from a server that was declared lost.
func (r *replicated) stop(host *database, signal syscall.Signal) error {
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
func (r *replicated) restart(signal syscall.Signal) error {
	host := r.hosts[r.primary]
	if err := r.stop(host, signal); err != nil {
		return err
	}
	if err := r.start(host); err != nil {
		return err
	}
	return r.awaitStandbys()
}

// without has something happen while some of the standbys are away. All commits wait while all are.
func (r *replicated) without(standbys []*database, meanwhile func() error) error {
	if err := each(standbys, func(host *database) error { return r.stop(host, syscall.SIGINT) }); err != nil {
		return err
	}
	if err := meanwhile(); err != nil {
		return err
	}
	if err := each(standbys, r.start); err != nil {
		return err
	}
	return r.awaitStandbys()
}

func each(hosts []*database, do func(*database) error) error {
	for _, host := range hosts {
		if err := do(host); err != nil {
			return err
		}
	}
	return nil
}

// failOver ends the primary by a signal and has a standby take over.
func (r *replicated) failOver(signal syscall.Signal) error {
	if err := r.stop(r.hosts[r.primary], signal); err != nil {
		return err
	}
	return r.promote()
}

// failOverBehind has some standbys miss what happens meanwhile, and then one of all take over: what was
// answered must be there.
func (r *replicated) failOverBehind(standbys []*database, meanwhile func() error) error {
	if err := each(standbys, func(host *database) error { return r.stop(host, syscall.SIGINT) }); err != nil {
		return err
	}
	if err := meanwhile(); err != nil {
		return err
	}
	if err := r.stop(r.hosts[r.primary], syscall.SIGKILL); err != nil {
		return err
	}
	if err := each(standbys, r.start); err != nil {
		return err
	}
	return r.promote()
}

// promote has the standby with the longest history take over, now that the primary has ended.
func (r *replicated) promote() error {
	lost, standbys := r.hosts[r.primary], r.standbys()
	next, err := r.longest(standbys)
	if err != nil {
		return err
	}
	if err := r.run("pg_ctl", "promote", "-w", "-D", next.dir); err != nil {
		return err
	}
	r.primary = slices.Index(r.hosts, next)
	for _, host := range standbys {
		if host != next {
			if err := r.follow(host); err != nil {
				return err
			}
		}
	}
	return r.makeStandbys([]*database{lost})
}

// longest returns the standby that has the most: with ANY 1 a commit may be at any of them. None is asked
// before it has read all that it has.
func (r *replicated) longest(standbys []*database) (longest *database, err error) {
	const (
		idle = "SELECT count(*) FROM pg_stat_activity" +
			" WHERE backend_type = 'startup' AND wait_event = 'RecoveryRetrieveRetryInterval'"
		position = "SELECT (pg_last_wal_replay_lsn() - '0/0')::bigint"
	)
	var most int64 = -1
	for _, host := range standbys {
		var end int64
		err := within(60*time.Second, "the standby has read all that it has", func() bool {
			waits, err := r.sqlAt(host, idle)
			if err != nil || waits != "1" {
				return false
			}
			text, err := r.sqlAt(host, position)
			if err == nil {
				end, err = strconv.ParseInt(text, 10, 64)
			}
			return err == nil
		})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", host.name, err)
		}
		if end > most {
			longest, most = host, end
		}
	}
	return longest, nil
}

// follow has a standby follow the new primary.
func (r *replicated) follow(host *database) error {
	line := fmt.Sprintf("primary_conninfo = '%s'\n", r.source(host))
	if err := appendTo(filepath.Join(host.dir, "postgresql.auto.conf"), line); err != nil {
		return err
	}
	return r.run("pg_ctl", "reload", "-D", host.dir)
}

// cancelWaits cancels each commit of the servers that waits for the standby.
func (r *replicated) cancelWaits() error {
	_, err := r.sql("SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity" +
		" WHERE application_name LIKE 'azimuth%' AND wait_event = 'SyncRep'")
	return err
}

// lock keeps the row that every commit needs for so many seconds, as a forgotten transaction does.
func (r *replicated) lock(seconds int) error {
	_, err := r.sql(fmt.Sprintf("SET statement_timeout = 0; BEGIN; SELECT 1 FROM azimuth_store FOR UPDATE; SELECT pg_sleep(%d); ROLLBACK", seconds))
	if err != nil && strings.Contains(err.Error(), "terminating connection") {
		return nil // another fault ended it
	}
	return err
}

// copy keeps what the primary has at this moment, and returns where.
func (r *replicated) copy() (string, error) {
	primary := r.hosts[r.primary]
	dir := primary.dir + ".copy"
	return dir, r.backup(primary, dir)
}

// setBack puts the copy in the place of the primary, as a restore to a point in time does. Something
// may happen when nothing can be read from the old one any more.
func (r *replicated) setBack(copied string, ended func()) error {
	if err := each(r.hosts, func(host *database) error { return r.stop(host, syscall.SIGQUIT) }); err != nil {
		return err
	}
	ended()
	primary := r.hosts[r.primary]
	if err := os.RemoveAll(primary.dir); err != nil {
		return err
	}
	if err := os.Rename(copied, primary.dir); err != nil {
		return err
	}
	if err := r.start(primary); err != nil {
		return err
	}
	return r.makeStandbys(r.standbys())
}

// source is where a standby gets its data from.
func (r *replicated) source(standby *database) string {
	return fmt.Sprintf("host=127.0.0.1 port=%d user=postgres application_name=%s",
		r.hosts[r.primary].port, standby.name)
}

// backup copies the primary, for that host.
func (r *replicated) backup(host *database, dir string, further ...string) error {
	arguments := append([]string{"-D", dir, "-d", r.source(host), "-c", "fast", "--no-sync"}, further...)
	return r.run("pg_basebackup", arguments...)
}

func (r *replicated) makeStandbys(hosts []*database) error {
	for _, host := range hosts {
		if err := os.RemoveAll(host.dir); err != nil {
			return err
		}
		if err := r.backup(host, host.dir, "-R"); err != nil {
			return err
		}
		if err := r.start(host); err != nil {
			return err
		}
	}
	return r.awaitStandbys()
}

// awaitStandbys waits until the standbys have all that the primary has, so that they may take over.
func (r *replicated) awaitStandbys() error {
	caughtUp := fmt.Sprintf("SELECT count(*) FROM pg_stat_replication"+
		" WHERE sync_state = '%s' AND state = 'streaming'"+
		" AND pg_wal_lsn_diff(pg_current_wal_insert_lsn(), flush_lsn) < 1000000", r.state)
	all := strconv.Itoa(len(r.standbys()))
	return within(60*time.Second, "the standbys follow", func() bool {
		answer, err := r.sql(caughtUp)
		return err == nil && answer == all
	})
}

// sql runs a query at the primary.
func (r *replicated) sql(query string) (string, error) {
	return r.sqlAt(r.hosts[r.primary], query)
}

func (r *replicated) sqlAt(host *database, query string) (string, error) {
	return r.output("psql", "-X", "-A", "-t", "-h", "127.0.0.1",
		"-p", strconv.Itoa(host.port), "-U", "postgres", "-d", "postgres", "-c", query)
}

// terminate ends some connections of the servers of Azimuth, in whatever they are doing.
func (r *replicated) terminate() error {
	_, err := r.sql("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity" +
		" WHERE application_name LIKE 'azimuth%' AND (query LIKE 'CALL%' OR random() < 0.3)")
	return err
}

func (r *replicated) close() {
	for _, host := range r.hosts {
		if host != nil && host.process != nil {
			host.process.end(syscall.SIGQUIT)
		}
	}
}
