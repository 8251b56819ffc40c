package io.azimuth.bootstrap.client.output;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.domain.text.GoDuration;
import io.azimuth.spi.api.JsonForm;
import io.azimuth.spi.api.JsonText;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The table rows of a response, with the names that the Vault command line uses. */
final class SecretTable {

  private final Table table = Table.headed("Key", "Value");

  private SecretTable() {}

  static List<String> lines(ApiReply reply) {
    SecretTable rows = new SecretTable();
    rows.lease(reply);
    reply.object("wrap_info").ifPresent(rows::wrapInfo);
    reply.object("auth").ifPresent(rows::auth);
    List<String> below = new ArrayList<>();
    for (Map.Entry<String, Value> one : new TreeMap<>(reply.data().members()).entrySet()) {
      RecordTable.of(one.getKey(), one.getValue())
          .ifPresentOrElse(
              below::addAll, () -> ValueTree.rows(rows.table, one.getKey(), one.getValue()));
    }
    return rows.with(below);
  }

  private List<String> with(List<String> below) {
    if (below.isEmpty()) {
      return table.lines();
    }
    List<String> all = new ArrayList<>();
    if (!table.isEmpty()) {
      all.addAll(table.lines());
      all.add("");
    }
    all.addAll(below);
    return all;
  }

  private void row(String key, String value) {
    table.row(key, value);
  }

  private void lease(ApiReply reply) {
    long duration = seconds(reply.member("lease_duration"));
    if (duration == 0) {
      return;
    }
    String id = reply.member("lease_id").map(PlainText::of).orElse("");
    if (id.isEmpty()) {
      row("refresh_interval", human(duration));
    } else {
      row("lease_id", id);
      row("lease_duration", human(duration));
      row("lease_renewable", reply.member("renewable").map(PlainText::of).orElse("false"));
    }
  }

  private void auth(Value.Obj auth) {
    row("token", text(auth, "client_token"));
    row("token_accessor", text(auth, "accessor"));
    long duration = seconds(auth.get("lease_duration"));
    row("token_duration", duration == 0 ? "∞" : human(duration));
    row("token_renewable", text(auth, "renewable"));
    row("token_policies", quoted(auth.get("token_policies")));
    row("identity_policies", quoted(auth.get("identity_policies")));
    row("policies", quoted(auth.get("policies")));
    auth.get("metadata")
        .filter(Value.Obj.class::isInstance)
        .map(Value.Obj.class::cast)
        .ifPresent(this::metadata);
  }

  private void wrapInfo(Value.Obj info) {
    row("wrapping_token:", text(info, "token"));
    row("wrapping_accessor:", text(info, "accessor"));
    row("wrapping_token_ttl:", human(seconds(info.get("ttl"))));
    row("wrapping_token_creation_time:", text(info, "creation_time"));
    row("wrapping_token_creation_path:", text(info, "creation_path"));
    info.get("wrapped_accessor")
        .ifPresent(accessor -> row("wrapped_accessor:", PlainText.of(accessor)));
  }

  private void metadata(Value.Obj metadata) {
    for (Map.Entry<String, Value> one : new TreeMap<>(metadata.members()).entrySet()) {
      row("token_meta_" + one.getKey(), PlainText.of(one.getValue()));
    }
  }

  private static String text(Value.Obj object, String name) {
    return object.get(name).map(PlainText::of).orElse("n/a");
  }

  private static String quoted(Optional<Value> names) {
    return ApiReply.texts(names).stream()
        .map(name -> JsonText.of(Value.of(name), JsonForm.COMMAND))
        .collect(Collectors.joining(" ", "[", "]"));
  }

  private static String human(long seconds) {
    return GoDuration.formatShort(Duration.ofSeconds(seconds));
  }

  private static long seconds(Optional<Value> number) {
    return number
        .filter(Value.Num.class::isInstance)
        .map(value -> ((Value.Num) value).literal())
        .filter(literal -> literal.matches("[0-9]{1,15}"))
        .map(Long::parseLong)
        .orElse(0L);
  }
}
