package io.azimuth.bootstrap.command.doctor;

import io.azimuth.bootstrap.client.Acknowledgements;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.output.PlainText;
import io.azimuth.bootstrap.config.ServerAdvice;
import io.azimuth.domain.rotation.ExpiryNotice;
import io.azimuth.spi.api.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges the figures of a server ({@code sys/metrics}): clocks, certificates in use, room, the key
 * of the seal, audit devices, root tokens. So a doctor on any machine sees what only the server
 * knows.
 */
final class FiguresDiagnosis {

  /** From this offset of the server's clock from Azure's on, in seconds, there is a finding. */
  private static final double NOTICED = 30;

  /** In seconds: the default of {@code clock_skew_leeway} of a mount. */
  private static final double FORGIVEN = 60;

  /** The difference in seconds between two servers that is a finding. */
  private static final double DIFFERS = 1;

  private static final long MEBI = 1 << 20;

  /** Room in bytes from which on Home of the console warns, and from which the end is near. */
  private static final long SHORT = 512 * MEBI;

  private static final long VERY_SHORT = 64 * MEBI;

  private final Value.Obj summary;
  private final Acknowledgements acknowledged;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();
  private boolean knowsAzuresClock;

  /**
   * Creates a diagnosis.
   *
   * @param summary the answer of {@code sys/metrics} in JSON
   */
  FiguresDiagnosis(Value.Obj summary, Acknowledgements acknowledged, Instant now) {
    this.summary = summary;
    this.acknowledged = acknowledged;
    this.now = now;
  }

  List<Finding> run() {
    for (Value.Obj gauge : ApiReply.objects(summary.get("Gauges"))) {
      gauge(ApiReply.text(gauge, "Name").orElse(""), gauge, number(gauge, "Value"));
    }
    ApiReply.objects(summary.get("Counters")).forEach(this::counter);
    if (!knowsAzuresClock) {
      findings.add(
          Finding.skipped("clock of Azure", "the server has not asked Azure since it started", ""));
    }
    return List.copyOf(findings);
  }

  private void gauge(String name, Value.Obj gauge, double value) {
    switch (name) {
      case "azimuth_clock_offset_seconds" -> clock(label(gauge, "source"), value);
      case "azimuth_tls_certificate_expiry_timestamp_seconds" ->
          certificate(label(gauge, "listener"), Instant.ofEpochSecond((long) value));
      case "azimuth_store_free_bytes" -> room("room of the store", value);
      case "azimuth_audit_room_bytes" ->
          room("room of the audit device " + label(gauge, "device"), value);
      case "azimuth_seal_healthy" -> seal(value);
      case "azimuth_hangup_ignored" -> hangup(value);
      case "azimuth_audit_device_working" -> device(gauge, value);
      case "vault_token_count_by_policy" -> tokens(label(gauge, "policy"), value);
      default -> {
        // The others say nothing of health.
      }
    }
  }

  private void clock(String source, double ahead) {
    if (source.equals("database")) {
      databaseClock(ahead);
    } else {
      knowsAzuresClock = true;
      azureClock(ahead);
    }
  }

  private void azureClock(double ahead) {
    double gap = Math.abs(ahead);
    String found =
        "the server is %.0f s %s Azure".formatted(gap, ahead < 0 ? "behind" : "ahead of");
    String advice = "let the machine of the server follow a time server";
    if (gap <= NOTICED) {
      findings.add(Finding.ok("clock of Azure", "as that of the server"));
    } else if (gap <= FORGIVEN) {
      findings.add(Finding.warning("clock of Azure", found, advice));
    } else {
      findings.add(Finding.failure("clock of Azure", found + ": logins may be refused", advice));
    }
  }

  private void databaseClock(double ahead) {
    double gap = Math.abs(ahead);
    findings.add(
        gap < DIFFERS
            ? Finding.ok("clock of the database", "as that of the server")
            : Finding.warning(
                "clock of the database",
                "the server is %.1f s %s the database"
                    .formatted(gap, ahead < 0 ? "behind" : "ahead of"),
                "what expires does so at another time at other servers: let all machines follow a"
                    + " time server"));
  }

  // The one that clients get; the file may be another one, when the server could not take it.
  private void certificate(String listener, Instant end) {
    String check = "certificate in use " + listener;
    String replace =
        "replace the files of the listener; azimuth operator reload says why it does not take them";
    Optional<ExpiryNotice> due = ExpiryNotice.due(end, now);
    if (due.isEmpty()) {
      findings.add(Finding.ok(check, "valid until " + end));
    } else {
      findings.add(
          due.get() == ExpiryNotice.ENDED
              ? Finding.failure(check, "expired at " + end, replace)
              : Finding.warning(check, "expires at " + end, replace));
    }
  }

  private void room(String check, double bytes) {
    String found = "%d MiB free".formatted((long) (bytes / MEBI));
    String advice = "make room: without any, nothing can be written and requests are refused";
    if (bytes < VERY_SHORT) {
      findings.add(Finding.failure(check, found, advice));
    } else {
      findings.add(
          bytes < SHORT ? Finding.warning(check, found, advice) : Finding.ok(check, found));
    }
  }

  private void seal(double healthy) {
    if (healthy == 0) {
      findings.add(
          Finding.warning(
              "seal",
              "its key cannot be used: the server goes on, but would not open after a restart",
              "the server's log says why; docs/operate/troubleshooting.md"));
    }
  }

  private void hangup(double ignored) {
    if (ignored == 1) {
      findings.add(
          Finding.warning(
                  "reload",
                  "the server ignores SIGHUP: it was started so, as nohup does",
                  "reload with azimuth operator reload, also after log rotation; or start the server"
                      + " without nohup")
              .acknowledged(acknowledged.reason(ServerAdvice.HANGUP_IGNORED.code())));
    }
  }

  private void device(Value.Obj gauge, double working) {
    if (working == 0) {
      findings.add(
          Finding.failure(
              "audit devices",
              "a device takes no records: " + gauge.get("Labels").map(PlainText::of).orElse(""),
              "look into the server's log; docs/operate/audit.md"));
    }
  }

  private void tokens(String policy, double alive) {
    if (policy.equals("root") && alive > 0) {
      findings.add(
          Finding.warning(
                  "root tokens",
                  "%.0f alive, as they were counted last: each may do everything".formatted(alive),
                  "azimuth token revoke, when the set-up is done; azimuth operator generate-root makes"
                      + " another one")
              .acknowledged(acknowledged.reason(ServerAdvice.ROOT_TOKEN.code())));
    }
  }

  // Without a time: a note, since it stays until the server ends.
  private void counter(Value.Obj counter) {
    double count = number(counter, "Count");
    if (ApiReply.text(counter, "Name").filter("azimuth_token_refusals_total"::equals).isPresent()
        && label(counter, "reason").equals("binding_not_proved")
        && count > 0) {
      findings.add(
          Finding.note(
              "bound tokens",
              "%.0f requests since the server started came without the certificate of their token"
                  .formatted(count),
              "the log (token refused) and audit records say whose token it is;"
                  + " docs/operate/runbook.md#azimuthtokenelsewhere"));
    }
  }

  private static String label(Value.Obj measurement, String name) {
    return measurement.get("Labels").orElse(Value.NULL) instanceof Value.Obj labels
        ? ApiReply.text(labels, name).orElse("")
        : "";
  }

  /** A number as JSON has it, with an exponent where it is large; 0 for what is none. */
  private static double number(Value.Obj measurement, String member) {
    String text = measurement.get(member).map(PlainText::of).orElse("");
    return text.matches("-?[0-9]{1,20}(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?")
        ? Double.parseDouble(text)
        : 0;
  }
}
