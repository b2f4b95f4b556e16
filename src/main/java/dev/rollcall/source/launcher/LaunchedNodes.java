package dev.rollcall.source.launcher;

import dev.rollcall.source.document.SourceLocation;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The nodes of a launcher's list.
 *
 * @param location of the list as a whole
 * @param nodes in the launcher's order; an invalid entry keeps its position
 * @param self the index of this node; absent: not known
 */
record LaunchedNodes(SourceLocation location, List<LaunchedNode> nodes, OptionalInt self) {

  /** Copies the nodes. */
  LaunchedNodes {
    nodes = List.copyOf(nodes);
  }

  /** No nodes; the problem is reported already. */
  static LaunchedNodes none(SourceLocation location) {
    return new LaunchedNodes(location, List.of(), OptionalInt.empty());
  }

  /** Each node labelled with its position as its rank. */
  LaunchedNodes ranked() {
    List<LaunchedNode> ranked =
        IntStream.range(0, nodes.size())
            .mapToObj(i -> nodes.get(i).withLabel("rank", Integer.toString(i)))
            .toList();
    return new LaunchedNodes(location, ranked, self);
  }

  LaunchedNodes withSelf(OptionalInt index) {
    return new LaunchedNodes(location, nodes, index);
  }

  LaunchedNodes map(UnaryOperator<LaunchedNode> change) {
    return new LaunchedNodes(location, nodes.stream().map(change).toList(), self);
  }

  /** With this node itself changed, if its position is known. */
  LaunchedNodes mapSelf(UnaryOperator<LaunchedNode> change) {
    List<LaunchedNode> changed =
        IntStream.range(0, nodes.size())
            .mapToObj(
                i -> self.equals(OptionalInt.of(i)) ? change.apply(nodes.get(i)) : nodes.get(i))
            .toList();
    return new LaunchedNodes(location, changed, self);
  }

  /** The position of a host, case-sensitive; empty if it is not in the list. */
  OptionalInt indexOf(String host) {
    return IntStream.range(0, nodes.size())
        .filter(i -> nodes.get(i).host().equals(host))
        .findFirst();
  }
}
