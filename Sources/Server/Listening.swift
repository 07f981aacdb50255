import Glibc
import Hummingbird
import Messages
import NIOCore

/// Why nobody can come to the counter: it cannot listen where it was told to.
public enum ListenFault: Worded, Hashable {
  case addressInUse(host: String, port: Int)
  case addressRefused(host: String, port: Int, errno: Int32)

  public var code: String {
    switch self {
    case .addressInUse: "listen.addressInUse"
    case .addressRefused: "listen.addressRefused"
    }
  }

  public var wording: Wording {
    switch self {
    case .addressInUse(let host, let port):
      Wording(
        zh: "\(host):\(port) 已被其他程序占用，请换端口（--set listen.port=…）或停掉那个程序。",
        en: "\(host):\(port) is taken by another program: choose another port (--set listen.port=…) or stop that one.")
    case .addressRefused(let host, let port, let number):
      Wording(
        zh: "不能在 \(host):\(port) 监听（errno \(number)）。", en: "Cannot listen at \(host):\(port) (errno \(number)).")
    }
  }
}

extension Counter {
  /// Listens and answers until the service group shuts down gracefully or the task is cancelled; what is in flight
  /// ends first.
  ///
  /// - Parameter onListening: called once with the port, which is the system's choice when `port` is 0.
  /// - Throws: `ListenFault`.
  public func serve(
    host: String, port: Int, onListening: @escaping @Sendable (Int) async -> Void = { _ in }
  ) async throws {
    do {
      try await application(host: host, port: port, onServerRunning: onListening).run()
    } catch let error as IOError {
      throw error.errnoCode == EADDRINUSE
        ? ListenFault.addressInUse(host: host, port: port)
        : ListenFault.addressRefused(host: host, port: port, errno: error.errnoCode)
    } catch is SocketAddressError {
      throw ListenFault.addressRefused(host: host, port: port, errno: EADDRNOTAVAIL)
    }
  }
}
