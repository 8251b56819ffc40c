package io.azimuth.application.system.quotas;

import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.Field;
import java.time.Duration;
import java.util.List;

/** The parameters of quotas. */
final class QuotaFields {

  static final Field<String> PATH =
      Field.text(
          "path",
          "a mount, or a path below one, which may end in *; empty: all requests to the server");
  static final Field<Double> RATE =
      Field.decimal("rate", 0, "requests of one client in an interval; need not be whole");
  static final Field<Duration> INTERVAL =
      Field.duration("interval", Duration.ofSeconds(1), "the time that the rate is about");
  static final Field<Duration> BLOCK_INTERVAL =
      Field.duration(
          "block_interval", Duration.ZERO, "how long a client that asked too often is refused");
  static final Field<String> ROLE =
      Field.text("role", "logins under this role only; the path must be an auth method");
  static final Field<Boolean> INHERITABLE =
      Field.flag("inheritable", false, "true for a quota of the whole server, and for no other");
  static final Field<String> GROUP_BY = Field.text("group_by", "what makes a client: ip");

  /** What a read of a quota shows. */
  static final List<AnswerField> SHOWN =
      List.of(
          AnswerField.text("type", "rate-limit"),
          AnswerField.text("name", "its name"),
          AnswerField.of(PATH),
          AnswerField.of(RATE),
          AnswerField.of(INTERVAL),
          AnswerField.of(BLOCK_INTERVAL),
          AnswerField.of(ROLE),
          AnswerField.of(INHERITABLE),
          AnswerField.of(GROUP_BY),
          AnswerField.number("secondary_rate", "0"));

  static final List<Field<?>> QUOTA =
      List.of(
          PATH,
          RATE,
          INTERVAL,
          BLOCK_INTERVAL,
          ROLE,
          INHERITABLE,
          GROUP_BY,
          Field.text("type", "rate-limit"),
          Field.decimal("secondary_rate", 0, "the rate of callers without an entity")
              .refused("all callers of a quota have the same rate"));

  static final Field<List<String>> EXEMPT_PATHS =
      Field.commaList(
          "rate_limit_exempt_paths", "paths that no quota is about, with all that lies below them");
  static final Field<Boolean> AUDIT =
      Field.flag("enable_rate_limit_audit_logging", false, "refusals are recorded, too");
  static final Field<Boolean> HEADERS =
      Field.flag("enable_rate_limit_response_headers", false, "answers say how much is left");

  static final List<Field<?>> CONFIG =
      List.of(
          EXEMPT_PATHS,
          AUDIT,
          HEADERS,
          Field.commaList("absolute_rate_limit_exempt_paths", "the same across namespaces")
              .refused("there is one namespace: use rate_limit_exempt_paths"));

  private QuotaFields() {}
}
