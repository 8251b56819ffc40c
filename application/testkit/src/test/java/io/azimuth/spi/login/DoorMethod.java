package io.azimuth.spi.login;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.login.LoginCheckName;
import io.azimuth.domain.login.LoginDecision;
import io.azimuth.domain.login.LoginDenial;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.role.AuthRole;
import io.azimuth.domain.token.role.AuthRoleBuilder;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.domain.token.role.TokenSettingsBuilder;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.LoginRoles;
import io.azimuth.spi.RenewalTerms;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.role.RoleParameter;
import io.azimuth.spi.role.RoleParameters;
import io.azimuth.spi.role.StoredRoleRoutes;
import io.azimuth.spi.role.StoredRoles;
import io.azimuth.spi.role.TokenParameters;
import io.azimuth.spi.role.WrittenRole;
import io.azimuth.spi.route.AfterCommit;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.route.TokenGrant;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * An auth method as a stranger writes one: roles bind doors, and whoever has the badge 7 and stands
 * at such a door gets a token. Nothing of it is in the server's own methods.
 */
final class DoorMethod implements AuthMethod {

  private static final Field<String> ROLE = Field.text("role", "the role");
  private static final Field<String> BADGE = Field.text("badge", "the badge");
  private static final Field<String> DOOR = Field.text("door", "the door");
  private static final List<Field<?>> LOGIN = List.of(ROLE, BADGE, DOOR);

  private static final RoleParameters<DoorRoleBuilder, DoorRole> PARAMETERS =
      new RoleParameters<>(
          List.of(
              RoleParameter.of(
                  Field.commaList("bound_doors", "the doors"),
                  DoorRoleBuilder::doors,
                  DoorRole::doors),
              RoleParameter.of(TokenParameters.TTL, "ttl"),
              RoleParameter.of(TokenParameters.POLICIES)));

  private final DoorRoles roles = new DoorRoles();
  private final LoginAnswers answers;
  private final LoginExplanations explanations =
      new LoginExplanations(SystemLifetimes.STANDARD, List.of(DoorCheck.values()));

  DoorMethod(Clock clock, Logger log) {
    answers = new LoginAnswers(clock, log);
  }

  private enum DoorCheck implements LoginCheckName {
    BADGE("badge"),
    DOOR("bound_doors");

    private final String code;

    DoorCheck(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  private enum DoorDenial implements LoginDenial {
    NOT_ADMITTED("not_admitted", "the badge was not accepted"),
    BADGE_UNKNOWN("badge_unknown", "the badge was not accepted"),
    BADGE_STOLEN("badge_stolen", "the badge was reported as stolen"),
    DOOR_NOT_BOUND("door_not_bound", "the role does not admit this door");

    private final String code;
    private final String sentence;

    DoorDenial(String code, String sentence) {
      this.code = code;
      this.sentence = sentence;
    }

    @Override
    public String code() {
      return code;
    }

    @Override
    public String sentence() {
      return sentence;
    }

    @Override
    public String hint() {
      return this == DOOR_NOT_BOUND ? "add the door to bound_doors" : "";
    }

    @Override
    public LoginDenial asCallerSeesIt() {
      return this == BADGE_UNKNOWN ? NOT_ADMITTED : this;
    }

    @Override
    public boolean isAlarm() {
      return this == BADGE_STOLEN;
    }
  }

  private record DoorRole(RoleName name, List<String> doors, TokenSettings tokenSettings)
      implements AuthRole {}

  private static final class DoorRoleBuilder implements AuthRoleBuilder {

    private final TokenSettingsBuilder tokenSettings;
    private List<String> doors;

    DoorRoleBuilder(List<String> doors, TokenSettingsBuilder tokenSettings) {
      this.doors = doors;
      this.tokenSettings = tokenSettings;
    }

    @Override
    public TokenSettingsBuilder tokenSettings() {
      return tokenSettings;
    }

    void doors(List<String> value) {
      doors = value;
    }

    DoorRole build(RoleName name) {
      return new DoorRole(name, doors, tokenSettings.build());
    }
  }

  private static final class DoorRoles extends StoredRoles<DoorRole> {

    @Override
    protected Value.Obj encode(DoorRole role) {
      return PARAMETERS.shown(role);
    }

    @Override
    protected DoorRole decode(RoleName name, Value.Obj stored) {
      DoorRoleBuilder role = new DoorRoleBuilder(List.of(), TokenSettings.builder());
      PARAMETERS.restore(stored, role);
      return role.build(name);
    }
  }

  @Override
  public String type() {
    return "door";
  }

  @Override
  public List<Route> routes() {
    List<Route> routes =
        new ArrayList<>(
            new StoredRoleRoutes<>(roles, PARAMETERS.fields(), PARAMETERS::shown, this::written)
                .routes());
    routes.add(answers.route("Log in at a door", LOGIN, this::decide));
    routes.add(explanations.route(LOGIN, this::decide));
    routes.add(answers.refusals());
    return routes;
  }

  @Override
  public Optional<LoginRoles> loginRoles() {
    return Optional.of(new LoginRoles(LoginAnswers.PATH, ROLE));
  }

  @Override
  public RenewalTerms renew(Mount mount, MountTransaction work, Token token) {
    return RenewalTerms.of(roles.roleOf(work, token));
  }

  private WrittenRole<DoorRole> written(Call call, RoleName name, Optional<DoorRole> before) {
    DoorRoleBuilder role =
        before
            .map(it -> new DoorRoleBuilder(it.doors(), it.tokenSettings().toBuilder()))
            .orElseGet(() -> new DoorRoleBuilder(List.of(), TokenSettings.builder()));
    PARAMETERS.apply(call.fields(), role);
    RefusedException.throwIfAny(role.tokenSettings().problems());
    DoorRole built = role.build(name);
    List<String> warnings = built.doors().isEmpty() ? List.of("no door admits anybody") : List.of();
    return new WrittenRole<>(built, warnings);
  }

  private Awaited<DecidedLogin> decide(Call call) {
    String badge = call.fields().value(BADGE);
    if (badge.equals("wait")) {
      LoginAnswers.notePending(call);
      throw RefusedException.invalid("authorization_pending");
    }
    if (badge.equals("away")) {
      throw new ServiceException(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, "the gate is away");
    }
    if (badge.startsWith("fault ")) {
      throw new ServiceException(ErrorCode.valueOf(badge.substring(6)), "the door is jammed");
    }
    if (badge.equals("busy")) {
      return Awaited.of(
          DecidedLogin.undecided(
              Optional.empty(),
              List.of(LoginCheck.skipped(DoorCheck.DOOR, "the gate is busy")),
              Refusal.of(ErrorCategory.UPSTREAM_UNAVAILABLE, "the gate is busy")));
    }
    String sentRole = call.fields().value(ROLE);
    return Awaited.of(decide(call, badge, sentRole).asking(sentRole));
  }

  private DecidedLogin decide(Call call, String badge, String sentRole) {
    if (!badge.equals("7")) {
      DoorDenial denial = badge.equals("13") ? DoorDenial.BADGE_STOLEN : DoorDenial.BADGE_UNKNOWN;
      return refused(Optional.empty(), LoginCheck.failed(DoorCheck.BADGE, denial, "7", badge));
    }
    Optional<DoorRole> found = roles.named(call.transaction(), sentRole);
    if (found.isEmpty()) {
      return refused(
          Optional.of(badge),
          LoginCheck.passed(DoorCheck.BADGE, "", badge),
          LoginCheck.roleUnknown(sentRole));
    }
    DoorRole role = found.get();
    String door = call.fields().value(DOOR);
    String bound = String.join(", ", role.doors());
    boolean admitted = role.doors().contains(door);
    LoginCheck atDoor =
        admitted
            ? LoginCheck.passed(DoorCheck.DOOR, bound, door)
            : LoginCheck.failed(DoorCheck.DOOR, DoorDenial.DOOR_NOT_BOUND, bound, door);
    TokenGrant grant =
        TokenGrant.underRole(
            role, badge, Map.of("door", door), badge, Map.of("badge", badge), List.of("staff"));
    return new DecidedLogin(
        Optional.of(badge),
        Optional.of(role.name()),
        List.of(LoginCheck.passed(DoorCheck.BADGE, "", badge), atDoor),
        admitted ? Optional.of(grant) : Optional.empty());
  }

  private static DecidedLogin refused(Optional<String> principal, LoginCheck... made) {
    LoginDecision<String> refused =
        LoginDecision.refused(List.of(made), List.of(DoorCheck.values()));
    return new DecidedLogin(principal, Optional.empty(), refused.checks(), Optional.empty());
  }

  @Override
  public void disabled(Mount mount, MountTransaction work, AfterCommit consequences) {
    consequences.onSettled(() -> answers.forget(mount.uuid()));
  }
}
