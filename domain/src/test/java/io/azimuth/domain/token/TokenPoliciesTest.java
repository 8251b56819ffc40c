package io.azimuth.domain.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TokenPoliciesTest {

  @Test
  void lowersTrimsSortsAndKeepsEachOnce() {
    assertThat(
            TokenPolicies.sanitise(
                List.of(" prod", "Dev", "dev ", "", " ", "PROD"), DefaultPolicy.KEEP))
        .containsExactly("dev", "prod");
  }

  @Test
  void foldsAsciiLettersOnly() {
    assertThat(TokenPolicies.sanitise(List.of("\u212Aey", "key"), DefaultPolicy.KEEP))
        .containsExactly("key", "\u212Aey");
  }

  @Test
  void treatsDefaultAsTold() {
    assertThat(TokenPolicies.sanitise(List.of("a"), DefaultPolicy.ADD))
        .containsExactly("a", "default");
    assertThat(TokenPolicies.sanitise(List.of("a", "default"), DefaultPolicy.KEEP))
        .containsExactly("a", "default");
    assertThat(TokenPolicies.sanitise(List.of("a"), DefaultPolicy.KEEP)).containsExactly("a");
    assertThat(TokenPolicies.sanitise(List.of("a", " Default"), DefaultPolicy.REMOVE))
        .containsExactly("a");
    assertThat(TokenPolicies.sanitise(List.of(), DefaultPolicy.ADD)).containsExactly("default");
  }

  @Test
  void leavesRootAlone() {
    assertThat(TokenPolicies.sanitise(List.of("a", "ROOT", "default"), DefaultPolicy.ADD))
        .containsExactly("root");
  }

  @Test
  void letsNoLoginGiveRootOrInternalPolicies() {
    assertThat(TokenPolicies.problemForLogin(List.of("root")))
        .contains("auth methods cannot create root tokens");
    assertThat(TokenPolicies.problemForLogin(List.of("a", "response-wrapping")))
        .contains("cannot assign policy \"response-wrapping\"");
    assertThat(TokenPolicies.problemForLogin(List.of("control-group")))
        .contains("cannot assign policy \"control-group\"");
    assertThat(TokenPolicies.problemForLogin(List.of("a", "default"))).isEmpty();
  }
}
