package io.azimuth.adapters.storage.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.storage.SeededGenerator;
import io.azimuth.adapters.storage.barrier.TestServer;
import io.azimuth.application.port.leader.Member;
import io.azimuth.spi.engine.Entry;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The leader of a store that is restored while it leads. */
class EngineLeadershipTest {

  private final TestServer server = TestServer.open();
  private final LeaderFence fence = new LeaderFence();

  private EngineLeadership leadership() {
    server.engine().share();
    return new EngineLeadership(
        server.engine(),
        server.barrier(),
        fence,
        new Member.Self("here", "", "", ""),
        new SeededGenerator(1),
        new StoreClock(),
        server.clock());
  }

  @Test
  void beginsANewTermInTheRestoredStore() {
    EngineLeadership leadership = leadership();
    List<Entry> saved = server.engine().everything();
    leadership.renew();
    assertThat(leadership.isLeader()).isTrue();
    Entry first = term(leadership);

    server.engine().restoreUnderServers(saved);
    server.barrier().unseal(TestServer.rootKey());
    leadership.renew();
    assertThat(leadership.isLeader()).isFalse();
    leadership.renew();

    assertThat(leadership.isLeader()).isTrue();
    assertThat(term(leadership).revision()).isGreaterThan(first.revision());
  }

  private Entry term(EngineLeadership leadership) {
    AtomicInteger runs = new AtomicInteger();
    Entry[] seen = new Entry[1];
    leadership.lead(
        () -> {
          runs.incrementAndGet();
          seen[0] = fence.term().orElseThrow();
        });
    assertThat(runs).hasValue(1);
    return seen[0];
  }
}
