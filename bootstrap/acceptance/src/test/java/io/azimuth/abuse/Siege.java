package io.azimuth.abuse;

import io.azimuth.testkit.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.SoftAssertions;

/** Runs all attacks, one after the other, while a customer continues to work. */
final class Siege {

  private static final Duration BACK_WITHIN = Duration.ofSeconds(30);
  private static final int AUDIT_GROWTH = 5;
  private static final int AUDIT_PER_REQUEST = 2_560;

  private final AttackedServer server;
  private final AbuseOptions options;
  private final SoftAssertions checks = new SoftAssertions();
  private long customersAudit; // bytes of one of the customer's requests

  Siege(AttackedServer server, AbuseOptions options) {
    this.server = server;
    this.options = options;
  }

  /** Fails if the customer noticed an attack, or if something of one remains. */
  void run() throws IOException, InterruptedException {
    warmUp();
    Holdings before = server.holdings();
    say("before: " + before);
    for (Attack attack : server.attacks(options).wanted()) {
      run(attack);
      server.rotateAudit();
      if (options.looksAfterEach()) {
        settle(attack.name(), before);
      }
    }
    settle("all attacks", before);
    checks.assertAll();
  }

  private void warmUp() throws InterruptedException {
    long auditBefore = server.auditBytes();
    Customer customer = Customer.begin(server.customer());
    Waiting.until(BACK_WITHIN, () -> customer.count() >= options.warmUp());
    customer.end();
    checks.assertThat(customer.failures()).as("before all attacks").isEmpty();
    customersAudit = (server.auditBytes() - auditBefore) / customer.count();
  }

  private void run(Attack attack) throws InterruptedException {
    long auditBefore = server.auditBytes();
    Customer customer = Customer.begin(server.customer());
    Tally tally = server.attackers().run(attack, options.time());
    server.endFaults();
    customer.end();
    awaitIdle(attack, customer, tally);
    // One more, because look-ups and writes are not equally many.
    long audit =
        Math.max(0, server.auditBytes() - auditBefore - customersAudit * (customer.count() + 1));
    say(
        String.format(
            Locale.ROOT,
            "%s: %d requests, %d KB sent (%s); customer: %d requests, %d failures,"
                + " p50 %.1f ms, p95 %.1f ms; audit: %d KB, %.2f bytes per byte sent",
            attack.name(),
            tally.requests(),
            tally.bytes() >> 10,
            tally.answers(),
            customer.count(),
            customer.failures().size(),
            customer.quantile(0.5),
            customer.quantile(0.95),
            audit >> 10,
            (double) audit / Math.max(1, tally.bytes())));
    checks.assertThat(customer.failures()).as(attack.name()).isEmpty();
    checks
        .assertThat(customer.quantile(0.95))
        .as("%s: the customer's 95th percentile in ms", attack.name())
        .isLessThan((double) options.slowest().toMillis());
    checks
        .assertThat(audit)
        .as("%s: bytes of audit for %s sent", attack.name(), tally.bytes())
        .isLessThanOrEqualTo(AUDIT_GROWTH * tally.bytes() + AUDIT_PER_REQUEST * tally.requests());
    checks.assertThat(tally.answers()).as("%s: answers", attack.name()).doesNotContain(Tally.FAULT);
  }

  private void awaitIdle(Attack attack, Customer customer, Tally tally) {
    try {
      Waiting.until(BACK_WITHIN, server::isIdle);
    } catch (AssertionError e) {
      throw new AssertionError(
          "%s: %d requests, %d KB sent (%s), and %d of the customer's %d requests failed"
              .formatted(
                  attack.name(),
                  tally.requests(),
                  tally.bytes() >> 10,
                  tally.answers(),
                  customer.failures().size(),
                  customer.count()),
          e);
    }
  }

  /** Waits until the server holds what it held before. */
  private void settle(String what, Holdings before) {
    AtomicReference<Holdings> now = new AtomicReference<>(server.holdings());
    List<String> problems = new ArrayList<>();
    try {
      Waiting.until(
          BACK_WITHIN,
          () -> {
            boolean like = now.get().isLike(before);
            if (!like) {
              now.set(server.holdings());
            }
            return like;
          });
    } catch (AssertionError e) {
      problems.add("before: " + before + ", after: " + now.get());
    }
    checks.assertThat(problems).as("after " + what).isEmpty();
    say("after " + what + ": " + now.get());
  }

  private static void say(String line) {
    System.out.println("abuse: " + line);
  }
}
