package io.azimuth.domain.policy.acl;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.policy.AclPolicy;
import io.azimuth.domain.policy.BuiltInPolicies;
import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.Policies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** A million checks leave nothing behind (GHSA-6p62-6cg9-f5f5) and take their time only once. */
class AclLoadTest {

  private static final int CHECKS = 1_000_000;

  @Test
  void aMillionChecksLeaveTheHeapFlat() {
    Acl acl = Acl.of(List.of(large(), BuiltInPolicies.defaultPolicy()));
    check(acl, 10_000);
    long before = usedAfterCollection();
    int allowed = Assertions.assertTimeout(Duration.ofSeconds(60), () -> check(acl, CHECKS));
    assertThat(allowed).isEqualTo(CHECKS / 2);
    assertThat(usedAfterCollection() - before).isLessThan(4L << 20);
  }

  @Test
  void mergingManyStanzasOfOnePathIsLinear() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8_000; i++) {
      text.append("path \"x\" { allowed_parameters = { a = [").append(i).append("] } }\n");
    }
    Assertions.assertTimeout(
        Duration.ofSeconds(5), () -> Acl.of(List.of(Policies.policy("p", text.toString()))));
  }

  @Test
  void nestedPrefixesAreAllFound() {
    List<String> rules = new ArrayList<>();
    for (int depth = 1; depth <= 300; depth++) {
      rules.add("a/".repeat(depth) + "*:read");
    }
    Acl acl = Policies.acl(rules.toArray(String[]::new));
    for (int depth = 1; depth <= 300; depth++) {
      assertThat(acl.decide("a/".repeat(depth) + "b", Capability.READ, false).rule())
          .hasValue("a/".repeat(depth) + "*");
    }
  }

  private static int check(Acl acl, int checks) {
    int allowed = 0;
    for (int i = 0; i < checks; i++) {
      int n = i % 500;
      String path = i % 2 == 0 ? "secret/data/app" + n + "/k" + i : "Secret/none/" + i;
      allowed += acl.decide(path, Capability.READ, false).allowed() ? 1 : 0;
    }
    return allowed;
  }

  private static AclPolicy large() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      text.append(Policies.stanza("secret/data/app" + i + "/*:read,list")).append('\n');
      text.append(Policies.stanza("secret/data/app" + i + "/private:deny")).append('\n');
      text.append(Policies.stanza("team/+/app" + i + ":read")).append('\n');
    }
    return Policies.policy("large", text.toString());
  }

  private static long usedAfterCollection() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
