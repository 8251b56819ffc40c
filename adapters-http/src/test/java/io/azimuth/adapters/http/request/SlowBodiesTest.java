package io.azimuth.adapters.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.http.connection.AddressBlock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may wait for the rest of a body. */
class SlowBodiesTest {

  private static final AddressBlock STRANGER = new AddressBlock(4, 1);
  private static final AddressBlock OTHER = new AddressBlock(4, 2);
  private static final AddressBlock CUSTOMER = new AddressBlock(4, 3);
  private static final long NOW = Duration.ofHours(1).toNanos();
  private static final long LATER = NOW + Duration.ofSeconds(1).toNanos();

  private final SlowBodies bodies = new SlowBodies(2);

  @Test
  void aClientThatHasAllPlacesGivesOneToAnother() {
    SlowBodies.Place first = enter(STRANGER, NOW);
    SlowBodies.Place second = enter(STRANGER, NOW + 1);
    assertThat(bodies.isFull()).isTrue();
    enter(CUSTOMER, NOW + 2);
    assertThat(first.isDisplaced()).isFalse();
    assertThat(second.isDisplaced()).isTrue();
    assertThat(bodies.enter(Optional.of(STRANGER), NOW + 3)).isEmpty();
  }

  @Test
  void aBodyThatComesTooSlowlyGivesItsPlaceToAnybody() {
    SlowBodies.Place slow = enter(STRANGER, NOW);
    slow.received(64 * 1024 - 1);
    SlowBodies.Place quick = enter(OTHER, NOW);
    quick.received(64 * 1024);
    assertThat(bodies.enter(Optional.of(CUSTOMER), LATER - 1)).isEmpty();
    enter(CUSTOMER, LATER);
    assertThat(slow.isDisplaced()).isTrue();
    assertThat(quick.isDisplaced()).isFalse();
    assertThat(bodies.enter(Optional.of(CUSTOMER), LATER)).isEmpty();
  }

  @Test
  void whoLeavesMakesRoomOnce() {
    SlowBodies.Place first = enter(STRANGER, NOW);
    enter(OTHER, NOW);
    first.close();
    first.close();
    enter(CUSTOMER, NOW);
    assertThat(bodies.enter(Optional.of(CUSTOMER), NOW)).isEmpty();
  }

  @Test
  void aBodyThatAProxySendsForNobodyStandsForItself() {
    assertThat(bodies.enter(Optional.empty(), NOW)).isPresent();
    assertThat(bodies.enter(Optional.empty(), NOW)).isPresent();
    assertThat(bodies.enter(Optional.of(CUSTOMER), NOW)).isEmpty();
  }

  private SlowBodies.Place enter(AddressBlock client, long now) {
    return bodies.enter(Optional.of(client), now).orElseThrow();
  }
}
