package io.azimuth.bootstrap.agent.sink;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.process.OwnerOnly;
import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file whose content is replaced as a whole: written beside it, brought to the disk, given its
 * owner and mode, and renamed. A reader sees the former content or the new one. A symbolic link is
 * replaced and not followed: somebody else may have put it there.
 */
final class AtomicFile {

  private static final int PERMISSIONS = 9;
  private static final String FRESH = ".new";

  private final Path file;
  private final int mode;
  private final Optional<String> owner;
  private final Optional<String> group;
  private final Pattern leftOver;
  private boolean isFirst = true;

  AtomicFile(Path file, int mode, Optional<String> owner, Optional<String> group) {
    this.file = file.toAbsolutePath();
    this.mode = mode;
    this.owner = owner;
    this.group = group;
    this.leftOver = Pattern.compile(Pattern.quote(prefix()) + "[0-9]+" + Pattern.quote(FRESH));
  }

  private String prefix() {
    return "." + file.getFileName();
  }

  void replace(SecretText content) {
    if (isFirst) {
      removeLeftOver();
      isFirst = false;
    }
    try {
      Path fresh = Files.createTempFile(file.getParent(), prefix(), FRESH, OwnerOnly.file());
      try {
        write(fresh, content);
        give(fresh);
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (NoSuchFileException e) {
      throw new ClientException("the directory of " + file + " does not exist", e);
    } catch (IOException e) {
      throw new ClientException(file + " cannot be written" + reason(e), e);
    }
  }

  // A process that is killed while it writes leaves a file with a token, each time another one.
  private void removeLeftOver() {
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(
            file.getParent(), it -> leftOver.matcher(it.getFileName().toString()).matches())) {
      for (Path one : found) {
        Files.deleteIfExists(one);
      }
    } catch (IOException | DirectoryIteratorException e) {
      return; // what follows needs no list of the directory, and says what is wrong with it
    }
  }

  // A full disk is not to be taken for a missing right.
  private static String reason(IOException e) {
    String text = String.valueOf(e.getMessage());
    return text.contains("No space left") ? ": no space is left on the device" : "";
  }

  private static void write(Path fresh, SecretText content) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(content.expose().getBytes(StandardCharsets.UTF_8));
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  // The owner last: only the owner may set the mode, unless the agent is root.
  private void give(Path fresh) throws IOException {
    // Both look up names, and take numbers that have none.
    UserPrincipalLookupService accounts = fresh.getFileSystem().getUserPrincipalLookupService();
    if (group.isPresent()) {
      Files.setAttribute(fresh, "posix:group", accounts.lookupPrincipalByGroupName(group.get()));
    }
    Files.setPosixFilePermissions(fresh, permissions());
    if (owner.isPresent()) {
      Files.setOwner(fresh, accounts.lookupPrincipalByName(owner.get()));
    }
  }

  private Set<PosixFilePermission> permissions() {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values(); // from the owner's to the others'
    for (int i = 0; i < PERMISSIONS; i++) {
      if ((mode & (1 << (PERMISSIONS - 1 - i))) != 0) {
        permissions.add(all[i]);
      }
    }
    return permissions;
  }
}
