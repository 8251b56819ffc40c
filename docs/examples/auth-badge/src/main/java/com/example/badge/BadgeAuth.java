package com.example.badge;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.LoginRoles;
import io.azimuth.spi.RenewalTerms;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.login.LoginAnswers;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.route.TokenGrant;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;

/** Logs users in with the number of their badge. */
final class BadgeAuth implements AuthMethod {

  static final String TYPE = "badge";

  private static final String NAME = "name";
  private static final Field<String> USER = Field.text("user", "The name of the user.");
  private static final Field<String> BADGE = Field.text("badge", "The number of the badge.");
  private static final Field<List<String>> POLICIES =
      Field.commaList("token_policies", "The policies of the user's tokens.");

  private final BadgeSettings settings;
  private final BadgeHash hash;
  private final Logger log;
  private final List<Route> routes;

  BadgeAuth(BadgeSettings settings, Logger log) {
    this.settings = settings;
    this.hash = new BadgeHash(settings.pepper());
    this.log = log;
    this.routes =
        List.of(
            Route.on(Operation.WRITE, "login")
                .access(Access.PUBLIC)
                .fields(USER, BADGE)
                .summary("Log in with a badge.")
                .answers(AnswerSchema.token())
                .handle(this::login),
            Route.on(Operation.LIST, "user")
                .access(Access.AUTHORIZED)
                .answers(AnswerSchema.keys())
                .handle(BadgeAuth::list),
            Route.on(Operation.READ, "user/:name")
                .access(Access.AUTHORIZED)
                .answers(AnswerSchema.data(AnswerField.of(POLICIES)))
                .handle(BadgeAuth::read),
            Route.on(Operation.WRITE, "user/:name")
                .access(Access.AUTHORIZED)
                .fields(BADGE, POLICIES)
                .answers(AnswerSchema.nothing())
                .handle(this::write),
            Route.on(Operation.DELETE, "user/:name")
                .access(Access.AUTHORIZED)
                .answers(AnswerSchema.nothing())
                .handle(BadgeAuth::delete));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public String description() {
    return "Logs users in with the number of their badge.";
  }

  @Override
  public List<Route> routes() {
    return routes;
  }

  @Override
  public Optional<LoginRoles> loginRoles() {
    return Optional.of(new LoginRoles(LoginAnswers.PATH, USER));
  }

  @Override
  public void start() {
    log.info("badges of the site {} can log in", settings.site());
  }

  @Override
  public void close() {
    log.info("badges of the site {} can no longer log in", settings.site());
  }

  @Override
  public RenewalTerms renew(Mount mount, MountTransaction transaction, Token token) {
    String name = token.origin().internal().getOrDefault(NAME, "");
    if (BadgeUser.find(transaction.storage(), name).isEmpty()) {
      throw RefusedException.invalid("the user does not exist any more");
    }
    return new RenewalTerms(Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }

  private Answer login(Call call) {
    Optional<String> name = RoleName.parse(call.fields().value(USER)).map(RoleName::value);
    BadgeUser user =
        name.flatMap(known -> BadgeUser.find(call.storage(), known))
            .filter(found -> hash.matches(call.fields().value(BADGE), found.badgeHash()))
            .orElseThrow(
                () -> new RefusedException(ErrorCategory.PERMISSION_DENIED, "wrong user or badge"));
    return new Answer.Envelope(
        Optional.empty(), Optional.of(call.issue(grant(name.orElseThrow(), user))), List.of());
  }

  private TokenGrant grant(String name, BadgeUser user) {
    return new TokenGrant(
        name,
        name,
        TokenSettings.builder().policies(user.policies()).build(),
        Map.of("site", settings.site()),
        name,
        Map.of(),
        List.of(),
        Map.of(NAME, name));
  }

  private static Answer list(Call call) {
    return Answer.keys(BadgeUser.names(call.storage()));
  }

  private static Answer read(Call call) {
    return BadgeUser.find(call.storage(), name(call))
        .<Answer>map(
            user -> Answer.data(Value.Obj.builder().put(POLICIES.name(), user.policies()).build()))
        .orElseGet(Answer.NotFound::new);
  }

  private Answer write(Call call) {
    String badge = call.fields().value(BADGE);
    if (badge.isEmpty()) {
      throw RefusedException.invalid("badge is missing");
    }
    new BadgeUser(hash.of(badge), call.fields().value(POLICIES)).save(call.storage(), name(call));
    return new Answer.Empty();
  }

  private static Answer delete(Call call) {
    BadgeUser.delete(call.storage(), name(call));
    return new Answer.Empty();
  }

  private static String name(Call call) {
    return RoleName.parse(call.fields().captured(NAME))
        .orElseThrow(() -> RefusedException.invalid("not a name of a user"))
        .value();
  }
}
