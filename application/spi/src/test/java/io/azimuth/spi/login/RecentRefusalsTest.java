package io.azimuth.spi.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.Value;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentRefusalsTest {

  private static final String MOUNT = "one";
  private static final int HALF = RecentRefusals.PER_MOUNT / 2;

  private final RecentRefusals recent = new RecentRefusals();
  private int requests;

  @Test
  void showsTheNewestFirst() throws UnknownHostException {
    genuine("a");
    forged("192.0.2.1");
    genuine("b");

    assertThat(ids(10)).containsExactly("3", "2", "1");
    assertThat(ids(2)).containsExactly("3", "2");
    assertThat(recent.latest("other", 10)).isEmpty();
  }

  @Test
  void aFloodOfForgedTokensPushesOutNoGenuineOne() throws UnknownHostException {
    genuine("a");
    for (int i = 0; i < 10_000; i++) {
      forged("192.0.2." + i % 250);
    }

    assertThat(ids(RecentRefusals.PER_MOUNT)).hasSize(HALF + 1).contains("1");
  }

  @Test
  void aPrincipalThatRepeatsItselfPushesOutItsOwn() throws UnknownHostException {
    genuine("a");
    genuine("b");
    for (int i = 0; i < 10_000; i++) {
      genuine("loop");
    }
    genuine("c");

    assertThat(ids(RecentRefusals.PER_MOUNT))
        .hasSize(HALF)
        .startsWith("10003", "10002")
        .endsWith("2", "1");
  }

  @Test
  void aStrangerHasAWholePrefixOfAddresses() throws UnknownHostException {
    forged("2001:db8::1");
    for (int i = 0; i < 1_000; i++) {
      forged("2001:db8:0:1::" + Integer.toHexString(i));
    }

    assertThat(ids(RecentRefusals.PER_MOUNT)).hasSize(HALF).endsWith("1");
  }

  @Test
  void ofAsManyOfEachTheOldestGoes() throws UnknownHostException {
    for (int i = 0; i <= HALF; i++) {
      genuine("principal-" + i);
    }

    assertThat(ids(RecentRefusals.PER_MOUNT)).hasSize(HALF).endsWith("2");
  }

  @Test
  void keepsThoseOfABoundedNumberOfMountsAndForgetsOne() throws UnknownHostException {
    for (int i = 0; i < 33; i++) {
      recent.add("mount-" + i, login(Optional.of("a"), "192.0.2.1", true));
    }
    assertThat(recent.latest("mount-0", 1)).isEmpty();
    assertThat(recent.latest("mount-1", 1)).hasSize(1);

    recent.forget("mount-1");
    recent.forget("mount-1");
    assertThat(recent.latest("mount-1", 1)).isEmpty();
    assertThat(recent.latest("mount-2", 1)).hasSize(1);
  }

  @Test
  void aLoginHasRoomForEightThousandCharactersOfReasons() {
    Value reason = Value.Obj.builder().put("code", "x").put("actual", "y".repeat(1_999)).build();

    assertThat(RefusedLogin.fitting(new Value.Items(Collections.nCopies(4, reason))).values())
        .hasSize(4);
    assertThat(RefusedLogin.fitting(new Value.Items(Collections.nCopies(5, reason))).values())
        .hasSize(4);
  }

  private void genuine(String principal) throws UnknownHostException {
    recent.add(MOUNT, login(Optional.of(principal), "192.0.2.1", true));
  }

  private void forged(String address) throws UnknownHostException {
    recent.add(MOUNT, login(Optional.empty(), address, false));
  }

  private RefusedLogin login(Optional<String> principal, String address, boolean genuine)
      throws UnknownHostException {
    requests++;
    return new RefusedLogin(
        Instant.EPOCH.plusMillis(requests),
        Integer.toString(requests),
        "web",
        InetAddress.getByName(address),
        principal,
        Optional.empty(),
        new Value.Items(List.of()),
        genuine);
  }

  private List<String> ids(int limit) {
    return recent.latest(MOUNT, limit).stream().map(RefusedLogin::requestId).toList();
  }
}
