package io.azimuth.domain.azure.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.evidence.AudienceKind;
import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.ResourceAnswer;
import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.azure.id.FactsMint;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.BindingsBuilder;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.login.LoginCheck;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Logins of one role, step by step; the role names the principal and what the test adds. */
public final class Logins {

  public static final Instant NOW = TokenMint.ISSUED.plusSeconds(600);
  public static final String OTHER = "dddddddd-0000-4000-8000-00000000000d";
  public static final String SITE =
      TokenMint.VM.replace("Microsoft.Compute/virtualMachines/web-1", "Microsoft.Web/sites/shop");
  public static final LoginRequest WEB_1 =
      LoginPolicyTest.request(TokenMint.SUBSCRIPTION, "prod", "web-1", "", "");

  private final AzureRole role;
  private AudienceKind audience = AudienceKind.FIRST_PARTY;

  private Logins(AzureRole role) {
    this.role = role;
  }

  public static Logins bound(Consumer<BindingsBuilder> bindings) {
    Consumer<BindingsBuilder> principal =
        b -> b.bind(BoundField.SERVICE_PRINCIPALS, List.of(TokenMint.OID));
    return new Logins(LoginPolicyTest.role(principal.andThen(bindings)));
  }

  /** Bound to the subscription of every fixture. */
  public static Logins boundToSubscription() {
    return bound(b -> b.bind(BoundField.SUBSCRIPTIONS, List.of(TokenMint.SUBSCRIPTION)));
  }

  public Logins forCustomAudience() {
    audience = AudienceKind.CUSTOM;
    return this;
  }

  public static TokenMint systemAssigned(String resource) {
    return new TokenMint().with("xms_mirid", resource);
  }

  public static TokenMint userAssigned(String resource) {
    return new TokenMint().with("xms_mirid", TokenMint.IDENTITY).with("xms_az_rid", resource);
  }

  public LoginStep start(TokenMint token, LoginRequest request) {
    return LoginPolicy.start(role, token.mint(), request, audience, NOW);
  }

  public PendingLogin pending(TokenMint token, LoginRequest request) {
    LoginStep step = start(token, request);
    assertThat(step).isInstanceOf(LoginStep.NeedsResource.class);
    return ((LoginStep.NeedsResource) step).pending();
  }

  public LoginStep resume(TokenMint token, LoginRequest request, FactsMint facts) {
    return LoginPolicy.resume(pending(token, request), ResourceAnswer.found(facts.mint()));
  }

  public LoginGrant granted(TokenMint token, LoginRequest request, FactsMint facts) {
    return grant(resume(token, request, facts));
  }

  public static LoginGrant grant(LoginStep step) {
    assertThat(step).isInstanceOf(LoginStep.Granted.class);
    return ((LoginStep.Granted) step).grant();
  }

  public static Denial onlyDenial(LoginStep step) {
    assertThat(step).isInstanceOf(LoginStep.Refused.class);
    assertThat(((LoginStep.Refused) step).denials()).hasSize(1);
    return ((LoginStep.Refused) step).denials().get(0);
  }

  public static LoginCheck check(LoginStep step, CheckName name) {
    return step.checks().stream().filter(c -> c.name() == name).findFirst().orElseThrow();
  }
}
