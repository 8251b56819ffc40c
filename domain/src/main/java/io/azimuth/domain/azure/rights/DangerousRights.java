package io.azimuth.domain.azure.rights;

import java.util.regex.Pattern;

/**
 * Which rights allow more than reading what logins are compared with: they change something, or
 * read what people and programs keep in Azure.
 */
final class DangerousRights {

  // Not Group.Read.All, which reads the conversations of groups. Source: Microsoft Learn,
  // "Microsoft Graph permissions reference".
  private static final Pattern READS_DIRECTORY =
      Pattern.compile("(User|GroupMember|Application|Directory)[.]Read(Basic)?([.]All)?");

  private DangerousRights() {}

  /** Whether actions that the pattern matches do more than read. */
  static boolean has(ActionPattern action) {
    return !action.onlyReads();
  }

  /** Whether an application permission of Microsoft Graph does more than read the directory. */
  static boolean isPermission(String permission) {
    return !READS_DIRECTORY.matcher(permission).matches();
  }
}
