package io.azimuth.bootstrap.command.doctor;

import io.azimuth.bootstrap.client.Acknowledgements;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.output.PlainText;
import io.azimuth.domain.rotation.ExpiryNotice;
import io.azimuth.spi.api.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges the state of an azure auth method, as {@code config/status} shows it after a probe. */
final class AzureMountDiagnosis {

  /** What advice on a failed call begins with: a code of Entra ID, or that Azure throttles. */
  private static final Pattern CAUSE = Pattern.compile("AADSTS[0-9]+|Azure throttles this server");

  /** The services, and whether a login needs them. */
  private enum Service {
    DISCOVERY("discovery", true),
    KEYS("keys", true),
    RESOURCE_MANAGER("resource_manager", true),
    GRAPH("graph", false);

    private final String member;
    private final boolean needed;

    Service(String member, boolean needed) {
      this.member = member;
      this.needed = needed;
    }
  }

  private final String mount;
  private final Value.Obj status;
  private final Acknowledgements acknowledged;
  private final Instant now;

  AzureMountDiagnosis(String mount, Value.Obj status, Acknowledgements acknowledged, Instant now) {
    this.mount = mount;
    this.status = status;
    this.acknowledged = acknowledged;
    this.now = now;
  }

  List<Finding> run() {
    List<Finding> findings = new ArrayList<>();
    for (Service service : Service.values()) {
      findings.add(service(service));
    }
    findings.add(credential());
    ApiReply.texts(status.get("advice"))
        .forEach(text -> findings.add(Finding.note(mount, text + acknowledgement(text), "")));
    return findings;
  }

  private String acknowledgement(String text) {
    return ApiReply.objects(status.get("advice_codes")).stream()
        .filter(one -> ApiReply.text(one, "sentence").filter(text::equals).isPresent())
        .flatMap(one -> ApiReply.text(one, "code").stream())
        .flatMap(code -> acknowledged.reason(code, mount).stream())
        .findFirst()
        .map(why -> "; acknowledged: " + why)
        .orElse("");
  }

  private Finding service(Service service) {
    String check = mount + " " + service.member;
    Value.Obj state = object(service.member);
    if (ApiReply.isTrue(state, "ok")) {
      String latency = state.get("latency_ms").map(PlainText::of).orElse("?");
      return Finding.ok(check, "reached in " + latency + " ms");
    }
    Optional<String> error = ApiReply.text(state, "last_error");
    if (error.isEmpty()) {
      return Finding.skipped(check, "not asked", "");
    }
    String advice =
        adviceOf(error.get())
            .orElse("azimuth read " + mount + "/config/status; docs/operate/troubleshooting.md");
    return service.needed
        ? Finding.failure(check, error.get(), advice)
        : Finding.warning(check, error.get(), advice);
  }

  /** The advice on the cause of an error, as the status has it for the usual ones. */
  private Optional<String> adviceOf(String error) {
    Matcher cause = CAUSE.matcher(error);
    return cause.find()
        ? ApiReply.texts(status.get("advice")).stream()
            .filter(text -> text.startsWith(cause.group() + ":"))
            .findFirst()
        : Optional.empty();
  }

  private Finding credential() {
    Value.Obj credential = object("credential");
    String check = mount + " credential";
    String kind = ApiReply.text(credential, "kind").orElse("none");
    Optional<Instant> end = ApiReply.instant(credential, "expires");
    if (end.isEmpty()) {
      return Finding.ok(check, kind + ", its end is not known or there is none");
    }
    Optional<ExpiryNotice> due = ExpiryNotice.due(end.get(), now);
    if (due.isEmpty()) {
      return Finding.ok(check, kind + ", valid until " + end.get());
    }
    String advice = "azimuth write -force " + mount + "/rotate-root; docs/operate/rotation.md";
    return due.get() == ExpiryNotice.ENDED
        ? Finding.failure(check, kind + " expired at " + end.get(), advice)
        : Finding.warning(check, kind + " expires at " + end.get(), advice);
  }

  private Value.Obj object(String member) {
    return ApiReply.object(status, member).orElse(Value.Obj.EMPTY);
  }
}
