package io.azimuth.domain.azure.login.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.evidence.AudienceKind;
import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.ResourceTags;
import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.azure.id.FactsMint;
import io.azimuth.domain.azure.login.LoginGrant;
import io.azimuth.domain.azure.login.LoginPolicy;
import io.azimuth.domain.azure.login.LoginPolicyTest;
import io.azimuth.domain.azure.login.LoginStep;
import io.azimuth.domain.azure.login.Logins;
import io.azimuth.domain.azure.role.AliasSource;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.Bindings;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.azure.role.BoundLists;
import io.azimuth.domain.azure.role.BoundTags;
import io.azimuth.domain.azure.role.LoginMapping;
import io.azimuth.domain.azure.role.ResourceBindings;
import io.azimuth.domain.azure.role.ResourceProof;
import io.azimuth.domain.login.LoginCheck;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Logins at a role with {@code bound_tags}. */
class BoundTagLoginTest {

  private static final LoginRequest NOTHING = LoginRequest.NOTHING;
  private static final Logins PROD = Logins.bound(b -> b.tags(Map.of("Env", "prod")));

  @Test
  void admitsAMachineWithTheTagAndKeepsThatOneOnly() {
    LoginStep step =
        PROD.resume(
            Logins.userAssigned(TokenMint.VM),
            NOTHING,
            machine().tags(Map.of("ENV", "prod", "owner", "ada")));

    LoginGrant grant = Logins.grant(step);
    assertThat(grant.proved().tags()).isEqualTo(ResourceTags.of(Map.of("env", "prod")));
    assertThat(Logins.check(step, CheckName.BOUND_TAGS))
        .isEqualTo(LoginCheck.passed(CheckName.BOUND_TAGS, "Env=prod", "Env=prod"));
  }

  @Test
  void tellsOfAnotherTagNeitherWhatIsBoundNorWhatAzureSaid() {
    Denial denial =
        Logins.onlyDenial(
            PROD.resume(
                Logins.userAssigned(TokenMint.VM), NOTHING, machine().tags(Map.of("env", "Prod"))));

    assertThat(denial)
        .isEqualTo(
            new Denial(
                DenialReason.TAG_MISMATCH, CheckName.BOUND_TAGS, "Env=prod", "Env=Prod", ""));
    assertThat(denial.callerText())
        .isEqualTo(
            "permission denied: the resource does not have every tag that the role binds"
                + " [tag_mismatch]");
    assertThat(denial.callerActual()).isEmpty();
  }

  @Test
  void refusesAMachineWithMoreTagsThanAreRead() {
    Map<String, String> tags = Map.of("env", "prod", "ENV", "prod");

    assertThat(
            Logins.onlyDenial(
                    PROD.resume(Logins.userAssigned(TokenMint.VM), NOTHING, machine().tags(tags)))
                .actual())
        .isEqualTo("more tags than are read");
  }

  @Test
  void countsTheTagsOfAnIdentityThatLogsInWithoutAMachine() {
    FactsMint identity = new FactsMint(TokenMint.IDENTITY).userAssigned(TokenMint.OID);

    PROD.granted(
        Logins.systemAssigned(TokenMint.IDENTITY), NOTHING, identity.tags(Map.of("env", "prod")));
    assertThat(
            Logins.onlyDenial(
                    PROD.resume(
                        Logins.systemAssigned(TokenMint.IDENTITY),
                        NOTHING,
                        identity.tags(Map.of())))
                .reason())
        .isEqualTo(DenialReason.TAG_MISMATCH);
  }

  @Test
  void aTagProvesNoForeignMachine() {
    LoginStep step =
        PROD.resume(
            Logins.userAssigned(TokenMint.VM),
            NOTHING,
            new FactsMint(TokenMint.VM).userAssigned(Logins.OTHER).tags(Map.of("env", "prod")));

    assertThat(Logins.onlyDenial(step).reason()).isEqualTo(DenialReason.IDENTITY_NOT_ON_RESOURCE);
  }

  @Test
  void whoNamesAMachineOfOthersLearnsNothingOfItsTags() {
    FactsMint foreign = new FactsMint(TokenMint.VM).systemAssigned(Logins.OTHER);
    TokenMint token = new TokenMint();

    LoginStep tagged = PROD.resume(token, Logins.WEB_1, foreign.tags(Map.of("env", "prod")));
    LoginStep untagged = PROD.resume(token, Logins.WEB_1, foreign.tags(Map.of()));

    assertThat(told(tagged)).isEqualTo(told(untagged)).hasSize(1);
    assertThat(told(tagged).get(0)).contains("resource_unproved");
  }

  @Test
  void admitsNobodyToATagThatNothingProves() {
    AzureRole valid =
        LoginPolicyTest.role(b -> b.bind(BoundField.SERVICE_PRINCIPALS, List.of(TokenMint.OID)));
    ResourceBindings byClaims =
        new ResourceBindings(
            new BoundLists(Map.of()),
            new BoundTags(Map.of("env", "prod")),
            ResourceProof.CLAIMS,
            false,
            false);
    AzureRole stored =
        new AzureRole(
            valid.name(),
            new Bindings(
                valid.bindings().identity(),
                byClaims,
                Duration.ZERO,
                false,
                false,
                Optional.empty(),
                AliasSource.OID,
                LoginMapping.NONE),
            valid.tokenSettings(),
            Set.of());

    assertThat(
            Logins.onlyDenial(
                    LoginPolicy.start(
                        stored,
                        Logins.systemAssigned(TokenMint.VM).mint(),
                        NOTHING,
                        AudienceKind.FIRST_PARTY,
                        Logins.NOW))
                .reason())
        .isEqualTo(DenialReason.TAG_MISMATCH);
  }

  private static List<String> told(LoginStep step) {
    return ((LoginStep.Refused) step).disclosed().stream().map(Denial::callerText).toList();
  }

  private static FactsMint machine() {
    return new FactsMint(TokenMint.VM).userAssigned(TokenMint.OID);
  }
}
