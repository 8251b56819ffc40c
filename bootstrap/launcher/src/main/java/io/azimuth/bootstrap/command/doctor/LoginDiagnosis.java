package io.azimuth.bootstrap.command.doctor;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.output.PlainText;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reports which logins of a mount failed lately, from the latest refusals of an auth method. */
final class LoginDiagnosis {

  /** How many refusals are asked for. */
  static final int LIMIT = 200;

  private static final Duration LATELY = Duration.ofHours(1);
  private static final int SHOWN = 5;

  private final String mount;
  private final Value.Obj answer;
  private final Instant now;

  LoginDiagnosis(String mount, Value.Obj answer, Instant now) {
    this.mount = mount;
    this.answer = answer;
    this.now = now;
  }

  List<Finding> run() {
    String check = mount + " logins";
    List<Finding> findings = new ArrayList<>();
    Value.Obj undecided = ApiReply.object(answer, "undecided").orElse(Value.Obj.EMPTY);
    ApiReply.object(undecided, "latest")
        .filter(this::isRecent)
        .map(latest -> undecided(check, undecided, latest))
        .ifPresent(findings::add);
    List<Value.Obj> refused =
        ApiReply.objects(answer.get("refusals")).stream().filter(this::isRecent).toList();
    if (!refused.isEmpty()) {
      findings.add(
          Finding.note(
              check,
              number(refused) + " refused within the last hour: " + reasons(refused),
              "azimuth read -format=json "
                  + mount
                  + "/refusals shows what was expected and what"
                  + " came"));
    }
    return findings.isEmpty()
        ? List.of(Finding.ok(check, "none failed within the last hour"))
        : findings;
  }

  private static String number(List<Value.Obj> refused) {
    return refused.size() + (refused.size() >= LIMIT ? " or more" : "");
  }

  private static Finding undecided(String check, Value.Obj all, Value.Obj latest) {
    String sentence =
        "without a decision: %s since the server started, the latest at %s: %s"
            .formatted(
                number(all, "count"),
                ApiReply.text(latest, "time").orElse("?"),
                ApiReply.text(latest, "sentence").orElse(""));
    String since = number(all, "granted_since");
    String page = "docs/operate/troubleshooting.md";
    return since.equals("0") || since.equals("?")
        ? Finding.warning(check, sentence, page)
        : Finding.note(check, sentence + "; granted since then: " + since, page);
  }

  private static String number(Value.Obj all, String name) {
    return all.get(name).map(PlainText::of).orElse("?");
  }

  private boolean isRecent(Value.Obj failed) {
    return ApiReply.instant(failed, "time")
        .filter(time -> time.isAfter(now.minus(LATELY)))
        .isPresent();
  }

  /** The reasons with their numbers, the most frequent first. */
  private static String reasons(List<Value.Obj> refused) {
    Map<String, Long> counts =
        refused.stream()
            .flatMap(one -> ApiReply.objects(one.get("reasons")).stream())
            .flatMap(reason -> ApiReply.text(reason, "code").stream())
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(SHOWN)
        .map(one -> one.getKey() + " " + one.getValue())
        .collect(Collectors.joining(", "));
  }
}
