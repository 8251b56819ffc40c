package io.azimuth.adapters.storage.leader;

import io.azimuth.application.port.leader.Leadership;
import io.azimuth.application.port.leader.Member;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.spi.engine.LeaderLock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads while it has the engine's lock. The server that gets the lock first writes the record of a
 * new term; the revision of that record is the fencing epoch of the leader's work. Over an engine
 * without such a lock it always leads. A sealed server does not lead.
 */
@Singleton
public final class EngineLeadership implements Leadership {

  private static final Logger LOG = LoggerFactory.getLogger(EngineLeadership.class);
  private static final Key TERM = Key.of("leader/term");
  private static final Key MEMBERS = Key.of("leader/member/");
  private static final int MOST_MEMBERS = 100;
  private static final Duration ECHO_PAUSE = Duration.ofSeconds(10);
  private static final Duration GONE = Duration.ofSeconds(45);
  private static final Duration REST = Duration.ofSeconds(10);
  private static final long PATIENCE_SECONDS = 20;

  private final KeyValueEngine engine;
  private final Optional<LeaderLock> lock;
  private final Barrier barrier;
  private final LeaderFence fence;
  private final Member.Self self;
  private final Clock clock;
  private final String node;
  private final StoreClock storeClock;
  private final StaleEntries silent = new StaleEntries(GONE);
  private volatile Optional<Entry> term = Optional.empty();
  private long generation; // of the store in which the term was begun
  private volatile Instant restsUntil = Instant.MIN;
  private Instant lastEcho = Instant.MIN;
  private boolean closed;

  @Inject
  EngineLeadership(
      KeyValueEngine engine,
      Barrier barrier,
      LeaderFence fence,
      Member.Self self,
      SecretGenerator secrets,
      StoreClock storeClock,
      Clock clock) {
    this.engine = engine;
    this.lock = engine.leaderLock();
    this.barrier = barrier;
    this.fence = fence;
    this.self = self;
    this.clock = clock;
    this.node = secrets.uuid();
    this.storeClock = storeClock;
  }

  @Override
  public boolean isShared() {
    return lock.isPresent();
  }

  @Override
  public boolean isLeader() {
    return lock.map(it -> it.isHeld() && term.isPresent()).orElse(true);
  }

  @Override
  public void lead(Runnable task) {
    if (lock.isEmpty()) {
      task.run();
      return;
    }
    Optional<Entry> current = term;
    if (isLeader() && current.isPresent()) {
      fence.run(current.get(), task);
    }
  }

  @Override
  public synchronized void renew() {
    if (closed) {
      return;
    }
    lock.ifPresent(
        it -> {
          try {
            renew(it);
          } catch (ServiceException e) {
            LOG.debug("the leadership is not renewed: {}", e.getMessage());
          }
        });
  }

  private void renew(LeaderLock held) {
    Instant now = clock.instant();
    if (barrier.isSealed() || now.isBefore(restsUntil) || isOfReplacedStore()) {
      end(held);
    } else if (!held.hold()) {
      end();
    } else if (term.isEmpty()) {
      begin(now);
    }
    storeClock.compared(held.clockOffset(), now);
    if (!barrier.isSealed() && !now.isBefore(lastEcho.plus(ECHO_PAUSE))) {
      put(echoKey(node), now);
      lastEcho = now;
      if (isLeader()) {
        forgetThoseGone(now);
      }
    }
  }

  // The record of the term went with the content of the store.
  private boolean isOfReplacedStore() {
    return term.isPresent() && barrier.generation() != generation;
  }

  private static Key echoKey(String node) {
    return Key.of(MEMBERS.text() + node);
  }

  private void begin(Instant now) {
    generation = barrier.generation();
    if (put(TERM, now)) {
      term = engine.get(List.of(TERM)).get(0).filter(this::isOwn);
      LOG.warn("this server leads, term={}", term.map(Entry::revision).orElse(0L));
    }
  }

  private boolean isOwn(Entry entry) {
    return MemberRecord.of(entry.value()).filter(it -> it.node().equals(node)).isPresent();
  }

  private void end(LeaderLock held) {
    held.release();
    end();
  }

  private void end() {
    if (term.isPresent()) {
      term = Optional.empty();
      LOG.warn("this server does not lead any more");
    }
  }

  private boolean put(Key key, Instant time) {
    return commit(
        Batch.builder()
            .put(key, new MemberRecord(node, self, time, storeClock.offset()).bytes())
            .build());
  }

  private boolean commit(Batch batch) {
    try {
      return engine.apply(batch).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS)
          == CommitOutcome.COMMITTED;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void forgetThoseGone(Instant now) {
    Batch.Builder gone = Batch.builder();
    for (Entry entry : silent.among(engine.scan(MEMBERS, Optional.empty(), MOST_MEMBERS), now)) {
      gone.require(entry.key(), entry.revision()).delete(entry.key());
    }
    Batch batch = gone.build();
    if (!batch.isEmpty()) {
      commit(batch);
    }
  }

  @Override
  public void stepDown() {
    restsUntil = clock.instant().plus(REST);
  }

  @Override
  public List<Member> members() {
    if (lock.isEmpty()) {
      return List.of(
          new Member(self, Optional.of(Instant.EPOCH), Optional.empty(), Optional.empty()));
    }
    Optional<MemberRecord> leader =
        engine.get(List.of(TERM)).get(0).flatMap(entry -> MemberRecord.of(entry.value()));
    List<Member> members = new ArrayList<>();
    for (Entry entry : engine.scan(MEMBERS, Optional.empty(), MOST_MEMBERS)) {
      MemberRecord.of(entry.value()).ifPresent(it -> members.add(member(it, leader)));
    }
    return List.copyOf(members);
  }

  private Member member(MemberRecord announced, Optional<MemberRecord> leader) {
    Optional<Instant> leads =
        leader.filter(it -> it.node().equals(announced.node())).map(MemberRecord::time);
    boolean isThis = announced.node().equals(node);
    return new Member(
        announced.self(),
        isThis && !isLeader() ? Optional.empty() : leads,
        isThis ? Optional.empty() : Optional.of(announced.time()),
        isThis ? storeClock.offset() : announced.clockOffset());
  }

  @Override
  public synchronized void close() {
    closed = true;
    lock.ifPresent(
        it -> {
          end(it);
          try {
            commit(Batch.builder().delete(echoKey(node)).build());
          } catch (ServiceException e) {
            LOG.debug("the others are not told of the end: {}", e.getMessage());
          }
        });
  }
}
