// Keeps a little for as long as the tab is open, and for the page where the browser forbids that.

class Store {
  constructor(site) {
    this.prefix = `career-advisor:${site}:`;
    this.memory = new Map();
  }

  get(name) {
    if (this.memory.has(name)) return this.memory.get(name);
    try {
      return JSON.parse(sessionStorage.getItem(this.prefix + name));
    } catch {
      return null; // blocked, or written by somebody else
    }
  }

  set(name, value) {
    this.memory.set(name, value);
    try {
      if (value === null) sessionStorage.removeItem(this.prefix + name);
      else sessionStorage.setItem(this.prefix + name, JSON.stringify(value));
    } catch {
      // Blocked or full: the page's memory has it.
    }
  }
}
