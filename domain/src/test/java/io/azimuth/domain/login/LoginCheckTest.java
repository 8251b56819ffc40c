package io.azimuth.domain.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.TokenBinding;
import io.azimuth.domain.token.role.AuthRole;
import io.azimuth.domain.token.role.CertificateBinding;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.domain.token.role.TokenSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginCheckTest {

  private record HostRole(RoleName name, TokenSettings tokenSettings) implements AuthRole {

    static HostRole from(String... cidrs) {
      return new HostRole(
          RoleName.parse("web").orElseThrow(),
          TokenSettings.builder().boundCidrs(List.of(cidrs)).build());
    }
  }

  private static LoginCheck address(HostRole role, String address) throws UnknownHostException {
    return LoginCheck.address(RoleCheckName.ADDRESS, role, InetAddress.getByName(address));
  }

  @Test
  void aRoleAdmitsTheAddressesFromWhichItsTokensCanBeUsed() throws UnknownHostException {
    HostRole role = HostRole.from("198.51.100.0/24");

    assertThat(address(role, "198.51.100.7"))
        .isEqualTo(LoginCheck.passed(RoleCheckName.ADDRESS, "", "198.51.100.7"));
    assertThat(address(role, "192.0.2.7").denial()).contains(RoleDenial.ADDRESS_NOT_BOUND);
    assertThat(address(role, "192.0.2.7").expected()).contains("198.51.100.0/24");
    assertThat(address(role, "192.0.2.7").actual()).isEqualTo("192.0.2.7");
    assertThat(address(HostRole.from(), "192.0.2.7").isFailed()).isFalse();
  }

  private static LoginCheck binding(Map<String, ?> claims, Optional<CertificateDigest> shown) {
    return LoginCheck.binding(RoleCheckName.ROLE, TokenBinding.of(ClaimSet.of(claims)), shown);
  }

  @Test
  void aBoundTokenPassesWithItsCertificateAlone() {
    CertificateDigest own = CertificateDigest.of(new byte[] {1});
    CertificateDigest other = CertificateDigest.of(new byte[] {2});
    Map<String, Object> bound = Map.of("cnf", Map.of("x5t#S256", own.text()));

    assertThat(binding(bound, Optional.of(own)))
        .isEqualTo(LoginCheck.passed(RoleCheckName.ROLE, own.text(), own.text()));
    assertThat(binding(bound, Optional.of(other)))
        .isEqualTo(
            LoginCheck.failed(
                RoleCheckName.ROLE, BindingDenial.BINDING_NOT_PROVED, own.text(), other.text()));
    assertThat(binding(bound, Optional.empty()).actual()).isEqualTo("no certificate");
    assertThat(binding(Map.of("cnf", Map.of("kid", "x")), Optional.of(own)))
        .isEqualTo(
            LoginCheck.failed(
                RoleCheckName.ROLE,
                BindingDenial.BINDING_NOT_UNDERSTOOD,
                "cnf with x5t#S256 alone",
                "kid"));
    assertThat(binding(Map.of(), Optional.of(own)).result()).isEqualTo(CheckOutcome.SKIPPED);
  }

  private static LoginCheck boundToken(boolean required, Map<String, ?> claims) {
    return LoginCheck.boundToken(
        RoleCheckName.ROLE, required, TokenBinding.of(ClaimSet.of(claims)));
  }

  @Test
  void aRoleThatAsksForABoundTokenTakesNoBearerToken() {
    Map<String, Object> bound =
        Map.of("cnf", Map.of("x5t#S256", CertificateDigest.of(new byte[] {1}).text()));

    assertThat(boundToken(true, bound))
        .isEqualTo(LoginCheck.passed(RoleCheckName.ROLE, "a token with cnf", "x5t#S256"));
    assertThat(boundToken(true, Map.of()))
        .isEqualTo(
            LoginCheck.failed(
                RoleCheckName.ROLE,
                BindingDenial.TOKEN_NOT_BOUND,
                "a token with cnf",
                "a bearer token"));
    assertThat(boundToken(false, Map.of()).result()).isEqualTo(CheckOutcome.SKIPPED);
  }

  @Test
  void aRoleThatBindsItsTokensNeedsACertificate() {
    Optional<CertificateDigest> none = Optional.empty();
    Optional<CertificateDigest> own = Optional.of(CertificateDigest.of(new byte[] {1}));

    assertThat(LoginCheck.bindToken(CertificateBinding.REQUIRED, none))
        .isEqualTo(
            LoginCheck.failed(
                BindingCheckName.BIND_TOKEN,
                BindingDenial.CERTIFICATE_MISSING,
                "a certificate",
                "no certificate"));
    assertThat(LoginCheck.bindToken(CertificateBinding.REQUIRED, own))
        .isEqualTo(
            LoginCheck.passed(
                BindingCheckName.BIND_TOKEN, "a certificate", own.orElseThrow().text()));
    assertThat(LoginCheck.bindToken(CertificateBinding.IF_POSSIBLE, own).passed()).contains(true);
    assertThat(LoginCheck.bindToken(CertificateBinding.IF_POSSIBLE, none).result())
        .isEqualTo(CheckOutcome.SKIPPED);
    assertThat(LoginCheck.bindToken(CertificateBinding.OFF, own).result())
        .isEqualTo(CheckOutcome.SKIPPED);
  }

  @Test
  void theLogWarnsOfATokenWithoutItsKey() {
    assertThat(BindingDenial.BINDING_NOT_PROVED.isAlarm()).isTrue();
    assertThat(BindingDenial.BINDING_NOT_UNDERSTOOD.isAlarm()).isFalse();
    assertThat(BindingDenial.BINDING_NOT_PROVED.disclosure()).isEqualTo(Disclosure.SENTENCE);
  }

  @Test
  void aReasonInWordsIsToldAsItIs() {
    WordedDenial reason = () -> new DenialWords("door_shut", "the door is shut", "open it");

    assertThat(reason.code()).isEqualTo("door_shut");
    assertThat(reason.sentence()).isEqualTo("the door is shut");
    assertThat(reason.hint()).isEqualTo("open it");
    assertThat(reason.asCallerSeesIt()).isSameAs(reason);
    assertThat(reason.disclosure()).isEqualTo(Disclosure.SENTENCE);
    assertThat(LoginCheck.failed(RoleCheckName.ROLE, reason, "", "").denial())
        .isEqualTo(Optional.of(reason));
  }
}
