import Glibc

/// A thread of its own for one actor: blocking there holds up nobody else.
///
/// `@unchecked Sendable` because every mutable field is touched only with `mutex` held, except `thread`, which is written
/// in `init` before the first job can be handed over and only read afterwards.
final class ThreadExecutor: SerialExecutor, @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let wake: UnsafeMutablePointer<pthread_cond_t>
  private var jobs: [UnownedJob] = []
  private var isStopping = false
  private var thread = pthread_t()

  /// - Throws: `notConnected` when the system gives no further thread.
  init() throws(PostgresFailure) {
    mutex = .allocate(capacity: 1)
    wake = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(wake, nil)
    let box = Unmanaged.passRetained(self)
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<ThreadExecutor>.fromOpaque(argument).takeRetainedValue().work()
        return nil
      }, box.toOpaque())
    guard code == 0 else {
      box.release()
      throw PostgresFailure(.notConnected, message: "no thread for a connection (error \(code))")
    }
    pthread_detach(thread)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    pthread_cond_destroy(wake)
    mutex.deallocate()
    wake.deallocate()
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    pthread_mutex_lock(mutex)
    jobs.append(job)
    pthread_cond_signal(wake)
    pthread_mutex_unlock(mutex)
  }

  /// Lets the thread end once it has run the jobs it has.
  func stop() {
    pthread_mutex_lock(mutex)
    isStopping = true
    pthread_cond_signal(wake)
    pthread_mutex_unlock(mutex)
  }

  /// Both answers are needed: without them `assumeIsolated` traps although the code runs on the right thread.
  func isIsolatingCurrentContext() -> Bool? { pthread_equal(thread, pthread_self()) != 0 }

  func checkIsolated() {
    precondition(pthread_equal(thread, pthread_self()) != 0, "not on the connection's own thread")
  }

  private func work() {
    var batch: [UnownedJob] = []
    while true {
      pthread_mutex_lock(mutex)
      while jobs.isEmpty && !isStopping { pthread_cond_wait(wake, mutex) }
      swap(&batch, &jobs)
      pthread_mutex_unlock(mutex)
      if batch.isEmpty { return }
      for job in batch { job.runSynchronously(on: asUnownedSerialExecutor()) }
      batch.removeAll(keepingCapacity: true)
    }
  }
}
