// Lines in pieces of 1 MiB, by several threads, their results in the order of the lines. Memory:
// one piece a thread and two more, however long the file is.
#pragma once
#include <sys/resource.h>

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <ctime>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "plan_run.h"

struct Piece {
  std::vector<char> b;
  size_t len = 0;
  uint64_t firstLine = 0;
  std::string out;
  size_t n = 0, inv = 0;
  int state = 0;
  uint64_t seq = 0;
};  // 0 free 1 filled 2 busy 3 done
template <class F>
int stream(const Plan& P, const char* file, int threads) {
  FILE* f = strcmp(file, "-") ? fopen(file, "rb") : stdin;
  FILE* sinkf = fopen("/dev/null", "wb");
  const size_t PIECE = 1 << 20;
  std::vector<Piece> ring(size_t(threads) + 2);
  std::mutex mu;
  std::condition_variable cv;
  bool eof = false;
  uint64_t nextFill = 0, nextWork = 0, nextWrite = 0;
  size_t N = 0, INV = 0;
  timespec w0, w1;
  clock_gettime(CLOCK_MONOTONIC, &w0);
  auto job = [&](F& fr, Piece& p) {
    p.out.clear();
    p.n = p.inv = 0;
    const char* q = p.b.data();
    const char* e = q + p.len;
    uint64_t line = p.firstLine;
    std::vector<uint16_t> seen;
    while (q < e) {
      const char* l = (const char*)memchr(q, '\n', size_t(e - q));
      if (!l) l = e;
      if (l > q) {
        p.n++;
        bool ok = fr.check(q, size_t(l - q));
        if (!ok || !fr.R.out.empty()) {
          p.inv++;
          p.out += "{\"line\":";
          p.out += std::to_string(line);
          p.out += ",\"broken\":[";
          bool first = true;
          if (!ok)
            p.out += "\"syntax\"";
          else
            for (auto& d : fr.R.out) {
              if (!first) p.out += ',';
              first = false;
              p.out += "{\"rule\":\"";
              p.out += P.ids[d.rule];
              p.out += "\",\"at\":";
              p.out += std::to_string(d.offset);
              p.out += '}';
            }
          p.out += "]}\n";
        }
      }
      line++;
      q = l + 1;
    }
  };
  std::vector<char> carry;
  uint64_t line = 1;
  auto fill = [&](Piece& p) -> bool {
    size_t cap = PIECE + carry.size() + 64;
    if (p.b.size() < cap) p.b.resize(cap);
    size_t have = carry.size();
    memcpy(p.b.data(), carry.data(), have);
    carry.clear();
    size_t end;
    for (;;) {
      size_t r = fread(p.b.data() + have, 1, p.b.size() - 64 - have, f);
      have += r;
      if (!have) return false;
      if (!r) {
        end = have;
        break;
      }
      const char* nl = (const char*)memrchr(p.b.data(), '\n', have);
      if (nl) {
        end = size_t(nl - p.b.data()) + 1;
        break;
      }
      p.b.resize(p.b.size() * 2);
    }
    carry.assign(p.b.data() + end, p.b.data() + have);
    p.len = end;
    memset(p.b.data() + end, 0, std::min<size_t>(64, p.b.size() - end));
    p.firstLine = line;
    line += size_t(std::count(p.b.data(), p.b.data() + end, '\n'));
    return true;
  };
  auto put = [&](Piece& p) {
    fwrite(p.out.data(), 1, p.out.size(), sinkf);
    N += p.n;
    INV += p.inv;
  };
  if (threads <= 1) {
    F fr(P);
    Piece& p = ring[0];
    while (fill(p)) {
      job(fr, p);
      put(p);
    }
  } else {
    std::vector<std::thread> T;
    for (int t = 0; t < threads; t++)
      T.emplace_back([&] {
        F fr(P);
        for (;;) {
          std::unique_lock<std::mutex> lk(mu);
          cv.wait(lk, [&] { return nextWork < nextFill || eof; });
          if (nextWork >= nextFill) return;
          Piece& p = ring[nextWork++ % ring.size()];
          lk.unlock();
          job(fr, p);
          lk.lock();
          p.state = 3;
          cv.notify_all();
        }
      });
    for (;;) {
      std::unique_lock<std::mutex> lk(mu);
      cv.wait(lk, [&] {
        return nextFill - nextWrite < ring.size() || ring[nextWrite % ring.size()].state == 3;
      });
      while (nextWrite < nextFill && ring[nextWrite % ring.size()].state == 3) {
        Piece& p = ring[nextWrite % ring.size()];
        lk.unlock();
        put(p);
        lk.lock();
        p.state = 0;
        nextWrite++;
      }
      if (nextFill - nextWrite >= ring.size()) continue;
      Piece& p = ring[nextFill % ring.size()];
      lk.unlock();
      bool ok = fill(p);
      lk.lock();
      if (!ok) {
        eof = true;
        cv.notify_all();
        break;
      }
      p.state = 1;
      nextFill++;
      cv.notify_all();
    }
    for (auto& t : T) t.join();
    while (nextWrite < nextFill) put(ring[nextWrite++ % ring.size()]);
  }
  clock_gettime(CLOCK_MONOTONIC, &w1);
  rusage ru;
  getrusage(RUSAGE_SELF, &ru);
  double wall = double(w1.tv_sec - w0.tv_sec) + double(w1.tv_nsec - w0.tv_nsec) * 1e-9;
  printf(
      "{\"peer\":\"cpp-plan\",\"threads\":%d,\"n\":%zu,\"inv\":%zu,\"wallMs\":%.1f,\"cpuMs\":%.1f,"
      "\"rssMB\":%ld}\n",
      threads, N, INV, wall * 1e3,
      double(ru.ru_utime.tv_sec + ru.ru_stime.tv_sec) * 1e3 +
          double(ru.ru_utime.tv_usec + ru.ru_stime.tv_usec) / 1e3,
      ru.ru_maxrss / 1024);
  return 0;
}
