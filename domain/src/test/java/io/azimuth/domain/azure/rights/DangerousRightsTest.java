package io.azimuth.domain.azure.rights;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DangerousRightsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mail.Read",
        "Mail.ReadBasic.All",
        "Files.Read.All",
        "Group.Read.All",
        "RoleManagement.Read.Directory",
        "UserAuthenticationMethod.Read.All",
        "Application.Read.All.X",
        "Directory.AccessAsUser.All",
        "User.ReadWrite.All",
        ""
      })
  void aPermissionThatDoesMoreThanReadTheDirectoryIsDangerous(String permission) {
    assertThat(DangerousRights.isPermission(permission)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "User.Read.All",
        "User.ReadBasic.All",
        "GroupMember.Read.All",
        "Application.Read.All",
        "Directory.Read.All"
      })
  void aPermissionThatReadsTheDirectoryIsHarmless(String permission) {
    assertThat(DangerousRights.isPermission(permission)).isFalse();
  }
}
