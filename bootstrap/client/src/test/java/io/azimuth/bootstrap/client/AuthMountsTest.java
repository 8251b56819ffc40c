package io.azimuth.bootstrap.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.Value;
import org.junit.jupiter.api.Test;

class AuthMountsTest {

  private static final AuthMounts MOUNTS =
      new AuthMounts(
          (Value.Obj)
              ClientJson.parse(
                      """
                      {"hosts/": {"type": "signet", "paths": ["login", "role/{name}/advice"]},
                       "app/": {"type": "azure", "paths":
                           ["config", "config/status", "role", "role/{name}", "role/{name}/advice"]},
                       "app/role/": {"type": "approle", "paths": ["role/{role_name}/advice"]},
                       "token/": {"type": "token", "paths": ["roles/{role_name}"]},
                       "seen/": {"type": "jwt"}}
                      """)
                  .orElseThrow());

  @Test
  void mountsAreFoundByWhatTheyServeWhateverTheirType() {
    assertThat(MOUNTS.serving("role/{}/advice"))
        .containsExactly("auth/app", "auth/app/role", "auth/hosts");
    assertThat(MOUNTS.serving("login")).containsExactly("auth/hosts");
    assertThat(MOUNTS.serving("refusals")).isEmpty();
  }

  @Test
  void whatMayFollowIsShownUpToTheNextParameter() {
    assertThat(MOUNTS.below("auth/app/")).containsExactly("config", "config/status", "role/");
    assertThat(MOUNTS.below("auth/app/config/")).containsExactly("status");
    assertThat(MOUNTS.below("auth/token/roles/")).containsExactly(AuthMounts.PARAMETER);
    assertThat(MOUNTS.below("auth/hosts/role/web/")).containsExactly("advice");
    assertThat(MOUNTS.below("auth/hosts/none/")).isEmpty();
  }

  @Test
  void theMountWithTheLongestPathDecides() {
    assertThat(MOUNTS.below("auth/app/role/")).containsExactly("role/");
  }

  @Test
  void nothingFollowsWhereNoMountSaysWhatItServes() {
    assertThat(MOUNTS.below("auth/seen/")).isEmpty();
    assertThat(MOUNTS.below("auth/other/")).isEmpty();
    assertThat(MOUNTS.below("secret/")).isEmpty();
  }
}
