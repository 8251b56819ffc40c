package io.azimuth.bootstrap.command.client.azure;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.Printable;
import io.azimuth.bootstrap.client.output.PlainText;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.login.BindingDenial;
import io.azimuth.domain.login.WordedDenial;
import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Shows the reasons of a refused login as their owner may know them, and what to do. */
final class RefusalReport {

  private static final Set<String> NAMED = Set.of("code", "check");

  private final ApiReply reply;

  RefusalReport(ApiReply reply) {
    this.reply = reply;
  }

  /** Whether the answer is a refusal with reasons. */
  boolean isRefusal() {
    return !reasons().isEmpty();
  }

  /** The reasons as the server sent them. */
  List<Value> reasons() {
    return reply.data().get("reasons").orElse(Value.NULL) instanceof Value.Items items
        ? items.values()
        : List.of();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("The server refuses this login:");
    for (Value.Obj reason : ApiReply.objects(reply.data().get("reasons"))) {
      lines.add("");
      lines.addAll(lines(reason));
    }
    return lines;
  }

  private static List<String> lines(Value.Obj reason) {
    String code = ApiReply.text(reason, "code").orElse("");
    List<String> lines = new ArrayList<>();
    lines.add(
        Printable.of(
            code + ApiReply.text(reason, "check").map(it -> " (check " + it + ")").orElse("")));
    Optional<WordedDenial> known =
        Stream.<WordedDenial[]>of(DenialReason.values(), BindingDenial.values())
            .flatMap(Stream::of)
            .filter(one -> one.code().equals(code))
            .findFirst();
    known.ifPresent(one -> lines.add("  means   " + one.sentence()));
    for (Map.Entry<String, Value> more : reason.members().entrySet()) {
      if (!NAMED.contains(more.getKey())) {
        lines.add(Printable.of("  " + more.getKey() + "  " + PlainText.of(more.getValue())));
      }
    }
    lines.add("  to do   " + known.map(RefusalReport::advice).orElse("update this client"));
    known.ifPresent(one -> lines.add("  page    " + ReasonPage.of(one.code())));
    return lines;
  }

  private static String advice(WordedDenial reason) {
    return reason == DenialReason.TOKEN_NOT_ACCEPTED
        ? "compare issuer, tenant and times above with the mount's config; only an operator sees"
            + " the exact reason, in the server's log or with a token that may explain logins"
        : reason.hint();
  }
}
