package io.azimuth.domain.approle;

import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.text.Checked;
import io.azimuth.domain.text.Quoted;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists of addresses and blocks, as operators write them. */
final class CidrList {

  /** The most blocks of a list: each login compares its address with all of them. */
  static final int MOST = 128;

  private CidrList() {}

  /** The blocks, or what is wrong with them; the parameter has that name. */
  static Checked<List<Cidr>> parse(String parameter, Collection<String> texts) {
    if (texts.size() > MOST) {
      return Checked.problem(parameter + " has at most " + MOST + " entries");
    }
    List<Cidr> blocks = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String text : texts) {
      Cidr.parse(text)
          .ifPresentOrElse(
              blocks::add,
              () -> problems.add("invalid '" + parameter + "' value " + Quoted.of(text)));
    }
    return problems.isEmpty() ? Checked.of(List.copyOf(blocks)) : Checked.problems(problems);
  }

  /** Whether the address is in a block, or there is none; an unknown address is in no block. */
  static boolean admits(List<Cidr> blocks, Optional<InetAddress> address) {
    return blocks.isEmpty()
        || address.filter(it -> blocks.stream().anyMatch(block -> block.contains(it))).isPresent();
  }

  /** Whether each inner block lies in one of the outer ones; everything does when there is none. */
  static boolean covers(List<Cidr> outer, List<Cidr> inner) {
    return outer.isEmpty() || inner.stream().allMatch(one -> isIn(one, outer));
  }

  /** Blocks of exactly the addresses that are in both; a list without blocks has all addresses. */
  static List<Cidr> intersection(List<Cidr> one, List<Cidr> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    return Stream.concat(
            one.stream().filter(block -> isIn(block, other)),
            other.stream().filter(block -> isIn(block, one)))
        .distinct()
        .toList();
  }

  // Of two blocks with common addresses, one lies in the other.
  private static boolean isIn(Cidr inner, List<Cidr> outer) {
    return outer.stream().anyMatch(block -> block.covers(inner));
  }
}
