// The phone's own memory, in IndexedDB because photos are blobs: what waits to be sent, what is being written, the last
// copies of what the server said, and which photos were taken for what.
const NAME = 'luyue-field'
const VERSION = 2
export type Store = 'queue' | 'drafts' | 'copies' | 'photos'

let opened: Promise<IDBDatabase> | null = null

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const ask = indexedDB.open(NAME, VERSION)
    ask.onupgradeneeded = () => {
      for (const name of [...ask.result.objectStoreNames]) ask.result.deleteObjectStore(name)
      ask.result.createObjectStore('queue', { keyPath: 'id' })
      for (const name of ['drafts', 'copies', 'photos']) ask.result.createObjectStore(name)
    }
    ask.onsuccess = () => {
      // Another window brings a newer version: it must not wait for this one.
      ask.result.onversionchange = () => ask.result.close()
      resolve(ask.result)
    }
    ask.onerror = () => reject(ask.error ?? new Error('IndexedDB'))
  })
  return opened
}

async function run<T>(store: Store, mode: IDBTransactionMode, work: (objects: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open()
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode)
    const request = work(transaction.objectStore(store))
    // A write counts only when the transaction is through: the phone may lose its power in between.
    transaction.oncomplete = () => resolve(request.result)
    transaction.onerror = () => reject(transaction.error ?? new Error('IndexedDB'))
  })
}

export const readAll = <T>(store: Store): Promise<T[]> => run(store, 'readonly', (objects) => objects.getAll() as IDBRequest<T[]>)
export const readOne = <T>(store: Store, key: string): Promise<T | undefined> => run(store, 'readonly', (objects) => objects.get(key) as IDBRequest<T | undefined>)
export const write = (store: Store, value: unknown, key?: string): Promise<unknown> => run(store, 'readwrite', (objects) => objects.put(value, key))
export const erase = (store: Store, key: string): Promise<unknown> => run(store, 'readwrite', (objects) => objects.delete(key))
