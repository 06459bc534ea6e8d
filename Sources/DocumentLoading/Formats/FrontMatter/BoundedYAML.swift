// YAML between fences, read event by event, so that no document can make the reading long or deep.

private import CYaml

/// The top of a YAML mapping: each key with the texts under it.
enum BoundedYAML {
  typealias Pairs = [(name: String, texts: [String])]

  /// Levels, and nodes of all levels, beyond which nothing is read.
  private static let depthLimit = 64
  private static let nodeLimit = 4_096
  /// Items of one list that are kept.
  private static let itemLimit = 200

  /// Reads a single mapping. `nil` if it is none, is broken, names a key twice, or uses an alias: an
  /// alias stands for a node any number of times, so that a page of them can stand for more than a
  /// machine can count, and front matter needs none.
  ///
  /// Of the values, scalars and lists of scalars are given, of a mapping (or of those in a list) what
  /// it calls its name; all else gives no texts.
  static func pairs(_ bytes: ArraySlice<UInt8>) -> Pairs? {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { return nil }
    defer { yaml_parser_delete(&parser) }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    return bytes.withUnsafeBufferPointer { buffer in
      yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
      var mapping = TopMapping()
      while let step = next(&parser) {
        guard mapping.take(step) else { return nil }
        if step == .streamEnd { return mapping.result }
      }
      return nil
    }
  }

  private enum Step: Equatable {
    case open(isMapping: Bool)
    case close
    case scalar(String)
    case documentStart
    case streamEnd
    case nothing
  }

  /// The next event; `nil` of what is broken, and of an alias.
  private static func next(_ parser: inout yaml_parser_t) -> Step? {
    var event = yaml_event_t()
    guard yaml_parser_parse(&parser, &event) == 1 else { return nil }
    defer { yaml_event_delete(&event) }
    switch event.type {
    case YAML_MAPPING_START_EVENT: return .open(isMapping: true)
    case YAML_SEQUENCE_START_EVENT: return .open(isMapping: false)
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: return .close
    case YAML_SCALAR_EVENT:
      let bytes = UnsafeBufferPointer(
        start: event.data.scalar.value, count: event.data.scalar.length)
      return .scalar(String(decoding: bytes, as: UTF8.self))
    case YAML_DOCUMENT_START_EVENT: return .documentStart
    case YAML_STREAM_END_EVENT: return .streamEnd
    case YAML_ALIAS_EVENT: return nil
    default: return .nothing
    }
  }

  /// A key; it has no name where it is no scalar.
  private struct Key {
    var name: String?
  }

  /// All that the events have told so far.
  private struct TopMapping {
    private var pairs: Pairs = []
    private var names: Set<String> = []
    /// The key whose value comes next.
    private var key: Key?
    private var depth = 0
    private var nodes = 0
    private var documents = 0
    private var isList = false
    /// The containers inside of a value, with the key that waits in each mapping.
    private var inner: [(isMapping: Bool, key: String?)] = []
    private var isSound = false

    var result: Pairs? { isSound ? pairs : nil }

    /// Takes the next event; says whether reading goes on.
    mutating func take(_ step: Step) -> Bool {
      switch step {
      case .open(let isMapping): return open(isMapping: isMapping)
      case .close: close()
      case .scalar(let text): return add(text)
      case .documentStart:
        documents += 1
        return documents == 1
      case .streamEnd, .nothing: break
      }
      return true
    }

    private mutating func open(isMapping: Bool) -> Bool {
      nodes += 1
      if depth == 0 {
        guard isMapping else { return false }
        isSound = true
      } else if depth == 1 {
        beginValue(isMapping ? nil : [])
        isList = !isMapping
        inner = []
      } else if inner.last?.isMapping == true {
        inner[inner.count - 1].key = nil
      }
      if depth >= 1 { inner.append((isMapping, nil)) }
      depth += 1
      return depth <= depthLimit && nodes <= nodeLimit
    }

    private mutating func close() {
      depth -= 1
      _ = inner.popLast()
      if depth == 1 { endNode(nil) }
    }

    private mutating func add(_ text: String) -> Bool {
      nodes += 1
      switch depth {
      case 0: return false
      case 1:
        if key == nil, !names.insert(text).inserted { return false }
        if key != nil { beginValue([text]) }
        endNode(text)
      case 2 where isList && isValue && pairs[pairs.count - 1].texts.count < itemLimit:
        pairs[pairs.count - 1].texts.append(text)
      case 2 where !isList, 3 where isList: addNamed(text)
      default: break
      }
      return nodes <= nodeLimit
    }

    /// Takes a key of a mapping inside of a value, or what is under it.
    private mutating func addNamed(_ text: String) {
      guard inner.last?.isMapping == true else { return }
      guard let key = inner[inner.count - 1].key else {
        inner[inner.count - 1].key = text
        return
      }
      inner[inner.count - 1].key = nil
      if isValue, key == "name" || key == "title", pairs[pairs.count - 1].texts.count < itemLimit {
        pairs[pairs.count - 1].texts.append(text)
      }
    }

    /// True if the node that is being read is the value of a key that has a name.
    private var isValue: Bool { key?.name != nil }

    private mutating func beginValue(_ texts: [String]?) {
      if let name = key?.name { pairs.append((name, texts ?? [])) }
    }

    /// A key has been read, or a value.
    private mutating func endNode(_ text: String?) {
      key = key == nil ? Key(name: text) : nil
    }
  }
}
