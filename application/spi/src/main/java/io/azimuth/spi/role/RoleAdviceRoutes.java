package io.azimuth.spi.role;

import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.DefaultPolicy;
import io.azimuth.domain.token.TokenPolicies;
import io.azimuth.domain.token.role.AuthRole;
import io.azimuth.domain.token.role.advice.RoleFinding;
import io.azimuth.domain.token.role.advice.TokenFacts;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.LoginTokenType;
import io.azimuth.spi.route.Route;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The route on which operators read the linter's findings for a role.
 *
 * @param <R> the type of the roles
 */
public final class RoleAdviceRoutes<R extends AuthRole> {

  private static final AnswerSchema SHOWN =
      AnswerSchema.data(
          AnswerField.objects(
              "advice",
              "each finding",
              AnswerField.text("code", "its code"),
              AnswerField.text("severity", "how serious it is"),
              AnswerField.texts("fields", "the parameters that it is about"),
              AnswerField.text("sentence", "the finding as a sentence"),
              AnswerField.object("change", "the parameters to write, with their values").orNull()));

  private final StoredRoles<R> roles;
  private final SystemLifetimes system;
  private final BiFunction<R, R, Value.Obj> changes;
  private final RoleLinter<R> linter;

  /**
   * The route.
   *
   * @param roles where they are kept
   * @param system the lifetimes of tokens on a mount without its own
   * @param changes the parameters to write, with their values, that make the one role the other;
   *     {@link #between} makes it of what a read shows
   * @param linter finds what there is to report
   */
  public RoleAdviceRoutes(
      StoredRoles<R> roles,
      SystemLifetimes system,
      BiFunction<R, R, Value.Obj> changes,
      RoleLinter<R> linter) {
    this.roles = Objects.requireNonNull(roles, "roles");
    this.system = Objects.requireNonNull(system, "system");
    this.changes = Objects.requireNonNull(changes, "changes");
    this.linter = Objects.requireNonNull(linter, "linter");
  }

  /** The route {@code role/:name/advice}. */
  public Route route() {
    return route("name");
  }

  /** The same with another name of the part of the path that names the role. */
  public Route route(String part) {
    return Route.on(Operation.READ, "role/:" + part + "/advice")
        .access(Access.AUTHORIZED)
        .summary("Say what the role does and its author may not have meant")
        .captures(part, "The name of the role.")
        .answers(SHOWN)
        .handle(call -> advise(call, call.fields().captured(part)));
  }

  private Answer advise(Call call, String name) {
    return roles
        .named(call.transaction(), name)
        .map(role -> Answer.data(advice(call, role)))
        .orElseGet(Answer.NotFound::new);
  }

  private Value.Obj advice(Call call, R role) {
    List<Value> findings =
        linter.findings(call, role, facts(call, role)).stream()
            .map(finding -> finding(role, finding))
            .toList();
    return Value.Obj.builder().put("advice", new Value.Items(findings)).build();
  }

  private TokenFacts facts(Call call, R role) {
    List<String> policies =
        TokenPolicies.sanitise(role.tokenSettings().policies(), DefaultPolicy.KEEP);
    return new TokenFacts(
        system.of(call.mount()), LoginTokenType.rule(call.mount()), call.missingPolicies(policies));
  }

  private Value finding(R role, RoleFinding<R> finding) {
    return Value.Obj.builder()
        .put("code", finding.code().code())
        .put("severity", finding.code().severity().code())
        .put("fields", finding.fields())
        .put("sentence", finding.sentence())
        .put(
            "change", finding.change().<Value>map(to -> changes.apply(role, to)).orElse(Value.NULL))
        .build();
  }

  /**
   * The parameters in which two roles differ, with the values of the second.
   *
   * @param shown a role as a read shows it
   */
  public static <R extends AuthRole> BiFunction<R, R, Value.Obj> between(
      Function<R, Value.Obj> shown) {
    return (from, to) -> {
      Value.Obj before = shown.apply(from);
      Value.Builder changes = Value.Obj.builder();
      shown.apply(to).members().entrySet().stream()
          .filter(it -> !before.get(it.getKey()).equals(Optional.of(it.getValue())))
          .forEach(it -> changes.put(it.getKey(), it.getValue()));
      return changes.build();
    };
  }
}
