package io.azimuth.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.http.connection.AddressBlock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FairQueueTest {

  private static final Optional<AddressBlock> FLOOD = client("192.0.2.1");
  private static final Optional<AddressBlock> SECOND = client("192.0.2.2");
  private static final Optional<AddressBlock> THIRD = client("2001:db8::1");

  @Test
  void aClientThatFloodsDelaysTheRequestOfAnotherByOneTurn() {
    FairQueue<String> queue = new FairQueue<>(100);
    for (int i = 0; i < 50; i++) {
      assertThat(queue.offer(FLOOD, "flood " + i)).isEmpty();
    }
    queue.offer(SECOND, "second");
    assertThat(queue.poll()).contains("flood 0");
    assertThat(queue.poll()).contains("second");
    queue.offer(SECOND, "again");
    assertThat(queue.poll()).contains("flood 1");
    assertThat(queue.poll()).contains("again");
    assertThat(queue.size()).isEqualTo(48);
  }

  @Test
  void clientsTakeTurnsAndEachKeepsItsOrder() {
    FairQueue<String> queue = new FairQueue<>(100);
    List.of("a1", "a2", "a3").forEach(a -> queue.offer(FLOOD, a));
    List.of("b1", "b2").forEach(b -> queue.offer(SECOND, b));
    queue.offer(THIRD, "c1");
    assertThat(drained(queue)).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
    assertThat(queue.size()).isZero();
  }

  @Test
  void aQueueForCrowdsHasAllItsPlacesForABurst() {
    AtomicLong nanos = new AtomicLong();
    FairQueue<Integer> queue = FairQueue.forCrowds(30, nanos::get);

    for (int i = 0; i < 30; i++) {
      assertThat(queue.offer(Optional.empty(), i)).isEmpty();
    }

    assertThat(queue.offer(Optional.empty(), 30)).contains(30);
  }

  @Test
  void aCrowdThatNeverEndsHasAThirdOfThePlaces() {
    AtomicLong nanos = new AtomicLong();
    FairQueue<Integer> queue = FairQueue.forCrowds(30, nanos::get);
    for (int i = 0; i < 20; i++) {
      queue.offer(Optional.empty(), i);
    }
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(5) - 1);
    assertThat(queue.offer(Optional.empty(), 20)).isEmpty();
    nanos.incrementAndGet();

    assertThat(queue.offer(Optional.empty(), 99)).contains(99);
    for (int i = 0; i < 12; i++) {
      queue.poll();
    }
    assertThat(queue.offer(Optional.empty(), 21)).isEmpty();
    assertThat(queue.size()).isEqualTo(10);
    assertThat(queue.offer(Optional.empty(), 99)).contains(99);
  }

  @Test
  void aCrowdEndsWhenTheQueueIsNearlyEmpty() {
    AtomicLong nanos = new AtomicLong();
    FairQueue<Integer> queue = FairQueue.forCrowds(30, nanos::get);
    for (int i = 0; i < 10; i++) {
      queue.offer(Optional.empty(), i);
    }
    queue.offer(Optional.empty(), 10);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(9));
    assertThat(queue.offer(Optional.empty(), 99)).contains(99);
    while (queue.size() > 2) {
      queue.poll();
    }

    for (int i = 0; i < 28; i++) {
      assertThat(queue.offer(Optional.empty(), i)).isEmpty();
    }
  }

  @Test
  void aFullQueueHasAPlaceForAClientThatHasFewer() {
    FairQueue<String> queue = new FairQueue<>(4);
    List.of("a1", "a2", "a3", "a4").forEach(a -> queue.offer(FLOOD, a));
    assertThat(queue.offer(SECOND, "b1")).contains("a4");
    assertThat(queue.offer(SECOND, "b2")).contains("a3");
    assertThat(queue.offer(SECOND, "b3")).contains("b3");
    assertThat(queue.offer(FLOOD, "a5")).contains("a5");
    assertThat(queue.offer(THIRD, "c1")).contains("a2");
    assertThat(queue.size()).isEqualTo(4);
    assertThat(drained(queue)).containsExactly("a1", "b1", "c1", "b2");
  }

  @Test
  void anAddressBlockIsOneClient() {
    FairQueue<String> queue = new FairQueue<>(100);
    queue.offer(client("2001:db8::2"), "a1");
    queue.offer(client("2001:db8::ffff"), "a2");
    queue.offer(client("2001:db8:0:1::2"), "b1");
    assertThat(drained(queue)).containsExactly("a1", "b1", "a2");
  }

  @Test
  void whatComesFromNobodyInParticularHasNoShare() {
    FairQueue<String> queue = new FairQueue<>(3);
    for (String element : List.of("p1", "p2", "p3")) {
      assertThat(queue.offer(Optional.empty(), element)).isEmpty();
    }
    assertThat(queue.offer(Optional.empty(), "p4")).contains("p4");
    assertThat(drained(queue)).containsExactly("p1", "p2", "p3");
  }

  private static List<String> drained(FairQueue<String> queue) {
    List<String> all = new ArrayList<>();
    for (Optional<String> next = queue.poll(); next.isPresent(); next = queue.poll()) {
      all.add(next.get());
    }
    return all;
  }

  private static Optional<AddressBlock> client(String address) {
    try {
      return Optional.of(AddressBlock.of(InetAddress.getByName(address)));
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
