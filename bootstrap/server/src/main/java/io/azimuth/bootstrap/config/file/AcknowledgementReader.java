package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.config.Acknowledgement;
import io.azimuth.bootstrap.configfile.BlockReader;
import io.azimuth.bootstrap.configfile.ConfigProblems;
import io.azimuth.domain.hcl.HclItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code acknowledge} blocks. Whether there is such advice, plugins have to say. */
final class AcknowledgementReader {

  static final String BLOCK = "acknowledge";

  private static final int MOST_CHARACTERS = 200;
  private static final String MOUNTS = "auth/";

  private final ConfigProblems problems;
  private final List<Acknowledgement> good = new ArrayList<>();
  private final Set<List<String>> seen = new HashSet<>();

  AcknowledgementReader(ConfigProblems problems) {
    this.problems = problems;
  }

  List<Acknowledgement> read(List<HclItem.Block> blocks) {
    if (blocks.size() > Acknowledgement.MOST) {
      problems.error(
          blocks.get(Acknowledgement.MOST).position().line(),
          "%s: there must be at most %d".formatted(BLOCK, Acknowledgement.MOST));
      return List.of();
    }
    blocks.forEach(this::read);
    return List.copyOf(good);
  }

  private void read(HclItem.Block block) {
    BlockReader keys = BlockReader.of(block, problems);
    Optional<String> mount = text(keys, "mount").flatMap(path -> mount(keys, path));
    Optional<String> role = text(keys, "role");
    Optional<String> reason = text(keys, "reason");
    if (!keys.has("reason")) {
      keys.missing("reason", "say why the advice is not followed");
    }
    if (role.isPresent() && !keys.has("mount")) {
      keys.error("role", "needs mount, the auth method of the role");
    }
    keys.finish();
    if (!problems.hasErrors()) {
      String code = block.labels().get(0);
      int line = block.position().line();
      if (!seen.add(List.of(code, mount.orElse(""), role.orElse("")))) {
        problems.error(line, "%s \"%s\": there is another above".formatted(BLOCK, code));
      }
      good.add(new Acknowledgement(code, mount, role, reason.orElseThrow(), line));
    }
  }

  private static Optional<String> text(BlockReader keys, String key) {
    Optional<String> text = keys.text(key).map(String::strip);
    if (text.filter(AcknowledgementReader::isTooMuch).isPresent()) {
      keys.error(key, "must be one line of at most %d characters".formatted(MOST_CHARACTERS));
    }
    return text;
  }

  private static boolean isTooMuch(String text) {
    return text.length() > MOST_CHARACTERS || text.chars().anyMatch(Character::isISOControl);
  }

  private static Optional<String> mount(BlockReader keys, String path) {
    String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    if (!bare.startsWith(MOUNTS) || bare.length() == MOUNTS.length()) {
      keys.error("mount", "must be the path of an auth method, such as auth/azure");
      return Optional.empty();
    }
    return Optional.of(bare);
  }
}
